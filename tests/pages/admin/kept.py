"""The routes of the directory, of policies and of the calendar, and what there is to be kept."""

from __future__ import annotations

from collections.abc import Mapping

from domain.users.rights import Right

DIRECTORY = "/admin/directory"
AGENCY = DIRECTORY + "/agencies/{agency}"
POLICIES = "/admin/policies"
POLICY = POLICIES + "/{key}"
SHOWN = (
    f"GET {DIRECTORY}",
    f"GET {DIRECTORY}/areas",
    f"GET {DIRECTORY}/roles",
    f"GET {DIRECTORY}/roles/{{role}}",
    f"GET {DIRECTORY}/successions",
    f"GET {DIRECTORY}/files",
    f"GET {DIRECTORY}/files/{{kind}}",
    f"GET {DIRECTORY}/areas/{{area}}",
    f"GET {AGENCY}",
    f"GET {AGENCY}/contacts/{{contact}}",
    f"GET {DIRECTORY}/assignments/{{number}}",
    "GET /admin/calendar",
    f"GET {POLICIES}",
    "GET /admin/new-policy",
    "POST /admin/new-policy/add",
    f"GET {POLICY}",
    f"GET {POLICY}/yaml",
    f"GET {POLICY}/about",
    f"POST {POLICY}/about/save",
    f"GET {POLICY}/ladders/{{ladder}}",
    f"POST {POLICY}/ladders/{{ladder}}/save",
    f"GET {POLICY}/pathways/{{pathway}}",
    f"GET {POLICY}/pathways/{{pathway}}/lead",
    f"POST {POLICY}/pathways/{{pathway}}/lead/save",
    f"GET {POLICY}/pathways/{{pathway}}/steps/{{step}}",
    f"POST {POLICY}/pathways/{{pathway}}/steps/{{step}}/save",
)
"""For whoever defines: of a policy also what keeps it, since that goes by its area."""

CHANGED = (
    f"POST {DIRECTORY}/undo",
    f"POST {DIRECTORY}/files/load",
    f"GET {DIRECTORY}/new-area",
    f"POST {DIRECTORY}/new-area/add",
    f"POST {DIRECTORY}/areas/{{area}}/change",
    f"POST {DIRECTORY}/areas/{{area}}/remove",
    f"GET {DIRECTORY}/new-agency",
    f"POST {DIRECTORY}/new-agency/add",
    f"POST {AGENCY}/change",
    f"POST {AGENCY}/remove",
    f"GET {AGENCY}/succession",
    f"POST {AGENCY}/succession/succeed",
    f"GET {AGENCY}/new-contact",
    f"POST {AGENCY}/new-contact/add",
    f"POST {AGENCY}/contacts/{{contact}}/change",
    f"POST {AGENCY}/contacts/{{contact}}/remove",
    f"POST {AGENCY}/contacts/{{contact}}/try",
    f"GET {DIRECTORY}/new-assignment",
    f"POST {DIRECTORY}/new-assignment/add",
    f"POST {DIRECTORY}/assignments/{{number}}/change",
    f"POST {DIRECTORY}/assignments/{{number}}/remove",
    "POST /admin/calendar/change",
    "POST /admin/calendar/{day}/remove",
    f"POST {POLICIES}/load",
)
"""For whoever is there for everywhere."""

BY_PROGRAMS: Mapping[str, Right] = {
    "GET /api/directory": "define",
    "PUT /api/directory": "publish",
    "POST /api/directory/agencies/{agency}/succession/preview": "publish",
    "POST /api/directory/contacts/{contact}/test-message": "publish",
    "GET /api/calendar": "define",
    "PUT /api/calendar/days/{day}": "publish",
    "POST /api/calendar/days/{day}/removal": "publish",
    "GET /api/policies": "define",
    "GET /api/policies/{key}": "define",
    "PUT /api/policies/{key}": "define",
    "GET /api/pathways": "define",
    "POST /api/pathways": "define",
    "GET /api/pathways/{key}": "define",
    "GET /api/pathways/{key}/examples": "define",
    "GET /api/pathways/{key}/left-behind": "define",
    "POST /api/pathways/{key}/take-along": "define",
    "POST /api/pathways/{key}/impact": "define",
    "POST /api/pathways/{key}/moves": "define",
    "POST /api/pathways/{key}/moves/undoing": "define",
    "POST /api/pathways/{key}/versions/{number}/retirement": "publish",
    "GET /api/pathways/{key}/draft": "define",
    "GET /api/pathways/{key}/draft/examples": "define",
    "GET /api/pathways/{key}/draft/left-behind": "define",
    "POST /api/pathways/{key}/draft/edits": "define",
    "PUT /api/pathways/{key}/draft": "define",
    "POST /api/pathways/{key}/draft/removal": "define",
    "POST /api/pathways/{key}/draft/proposal": "define",
    "POST /api/pathways/{key}/draft/publication": "publish",
}
"""For whoever is signed in with a secret and has the right."""

OWN_POLICY = """
schema: 2
key: small
title: {vi: Hải Phòng, en: Hải Phòng}
area: hai_phong
valid_from: 2020-01-01
"""
OWN_DAY = "days: [{day: 2026-03-07, worked: true, title: Làm bù, source: Công văn 12}]"
