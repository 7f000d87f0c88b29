from __future__ import annotations

from cyclopts import App

from deployments.doctor import Finding, examine
from deployments.options import AsJson
from deployments.speaking import give, site_language
from tasks.wiring import the_settings

app = App(name="doctor")


@app.default
def run(*, as_json: AsJson = False) -> int:
    language, findings = site_language(), list(examine(the_settings()))
    if as_json:
        give(
            [
                {
                    "check": one.check,
                    "ok": one.ok,
                    "about": one.about.in_(language),
                    "mend": one.mend.in_(language) if one.mend else None,
                }
                for one in findings
            ]
        )
    else:
        for one in findings:
            print(f"{_mark(one)} {one.about.in_(language)}")
            if one.mend:
                print(f"    {one.mend.in_(language)}")
    return 0 if all(one.ok for one in findings) else 1


def _mark(finding: Finding) -> str:
    if finding.unseen:
        return "–"
    if not finding.ok:
        return "✗"
    return "!" if finding.mend else "✓"
