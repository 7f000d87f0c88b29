"""An administrator who builds a pathway from nothing, by what the editor's pages offer alone.

Whatever the pages have no form for is missing in what is built. Nothing is called in the editor as
it is called in the model that is built: ids are given by the pages, and found in their addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from domain.editing.condition_rows import Row, rows_of
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Says
from tests.pages.desk.front import Browser, form
from tests.pages.reading import Form

Part: TypeAlias = dict[str, Any]
Typed: TypeAlias = dict[str, str | Sequence[str]]
LISTS = ("roles", "entries", "ends", "duties")
_PATH = re.compile(r"\b([a-z]\w*)\.([a-z]\w*)\b")


@dataclass
class Builder:
    """`called` has the id that the editor gave to each thing, by the kind and what it is in."""

    browser: Browser
    model: Part
    draft: str = ""
    called: dict[tuple[str, ...], str] = field(default_factory=dict)

    def build(self) -> str:
        """The key of the draft."""
        self._begin()
        for kind in ("roles", "entries"):
            for item in self.model[kind]:
                self._add(kind, item)
        for stage in self.model["stages"]:
            self._add("stages", stage)
            for step in stage["steps"]:
                self._add_step(stage, step)
        for kind in ("ends", "duties"):
            self._add_rest(kind)
        self._fill_in()
        return self.draft.split("/")[-2]

    def _begin(self) -> None:
        page = self.browser.page("/admin/new-pathway")
        sent = self.browser.send(form(page, "/start"), **_label("title", self.model["title"]))
        self.draft = sent.headers["Location"].partition("?")[0]
        assert self.draft.endswith("/draft"), sent.text

    def _add(self, kind: str, item: Part) -> None:
        where = self.draft if kind == "stages" else f"{self.draft}/{kind}"
        adding = form(self.browser.page(where), f"/{kind}/add")
        sent = self.browser.send(adding, **_label("title", item["title"]))
        self.called[kind, item["id"]] = _last(sent.headers["Location"])

    def _add_rest(self, kind: str) -> None:
        """The last end is there from the beginning."""
        items = self.model.get(kind, [])
        for item in items[:-1] if kind == "ends" else items:
            self._add(kind, item)
        if kind == "ends":
            self.called[kind, items[-1]["id"]] = "ket_thuc"

    def _add_step(self, stage: Part, step: Part) -> None:
        adding = form(self.browser.page(self.draft), f"/{self.called['stages', stage['id']]}/add")
        role = self.called["roles", step["role"]]
        sent = self.browser.send(adding, **_label("title", step["title"]), role=role, after="")
        self.called["steps", step["id"]] = _last(sent.headers["Location"])

    def _fill_in(self) -> None:
        steps = [step for stage in self.model["stages"] for step in stage["steps"]]
        for kind, items in (("steps", steps), ("duties", self.model.get("duties", []))):
            for item in items:
                self._form(f"{kind}/{self.called[kind, item['id']]}", item)
        self._sections("about", self.model)
        for kind in (*LISTS, "stages"):
            for item in self.model.get(kind, []):
                self._sections(f"{kind}/{self.called[kind, item['id']]}", item)
        for step in steps:
            self._step(f"steps/{self.called['steps', step['id']]}", step)
        for end in self.model["ends"]:
            if "when" in end:
                self._condition(f"ends/{self.called['ends', end['id']]}/condition", end["when"])

    def _step(self, path: str, step: Part) -> None:
        self._sections(path, step)
        if "when" in step:
            self._condition(f"{path}/condition", step["when"])
        if "until" in step.get("repeat", {}):
            self._condition(f"{path}/until", step["repeat"]["until"])
        if "shares" in step:
            self._share(f"{path}/shares", step)

    def _sections(self, path: str, item: Part) -> None:
        """Each that the model says something in; again if it asks for more then."""
        named, said = self._renamed(item), set[tuple[str, ...]]()
        while (section := self._unsaid(path, named, said)) is not None:
            blank: Typed = {name: "" for name in section.values if name[0] != "_"}
            sent = self.browser.send(section, **(blank | _chosen(section, named)))
            assert sent.status_code == 303, sent.text
            said.add(_asked(section))

    def _unsaid(self, path: str, item: Part, said: set[tuple[str, ...]]) -> Form | None:
        page = self.browser.page(f"{self.draft}/{path}")
        sections = [one for one in page.forms if "_section" in one.values]
        return next((s for s in sections if _asked(s) not in said and _chosen(s, item)), None)

    def _form(self, path: str, item: Part) -> None:
        for each in item.get("form", []):
            adding = form(self.browser.page(f"{self.draft}/{path}/form"), "/form/add")
            sent = self.browser.send(adding, **_label("title", each["label"]), kind=each["kind"])
            name = _last(sent.headers["Location"])
            self.called["fields", item["id"], each["id"]] = name
            self._field(f"{self.draft}/{path}/form/{name}", item["id"], each)

    def _field(self, path: str, owner: str, each: Part) -> None:
        options = each.get("options", [])
        for number in range(0, len(options), 3):
            new = enumerate(options[number : number + 3])
            self._save(
                path,
                **{k: v for n, one in new for k, v in _label(f"new.{n}", one["label"]).items()},
            )
        given = re.findall(r'name="status\.(\w+)"', self.browser.client.get(path).text)
        for option, name in zip(options, given, strict=True):
            self.called["options", owner, each["id"], option["id"]] = name
        said: Typed = {"origin": each.get("origin", "design")}
        for option, name in zip(options, given, strict=True):
            said |= {f"status.{name}": option.get("status", "")}
        said |= {"may_be_empty": "yes"} if not each.get("required", True) else {}
        said |= {"ahead": "yes"} if each.get("ahead") else {}
        self._save(path, **said)

    def _save(self, path: str, **typed: str | Sequence[str]) -> None:
        sent = self.browser.send(form(self.browser.page(path), "/save"), **typed)
        assert sent.status_code == 303, sent.text

    def _share(self, path: str, step: Part) -> None:
        typed: Typed = {"without_consent": step.get("without_consent", "ask")}
        for share in step["shares"]:
            typed |= {
                f"share.{share['field']}": "yes",
                **_label(f"why.{share['field']}", share["why"]),
            }
        self._save(f"{self.draft}/{path}", **typed)

    def _condition(self, path: str, text: str) -> None:
        """Picked row by row; the page offers a row more, and then how it is compared."""
        rows = rows_of(self.text_named(text))
        assert rows is not None, text
        typed: Typed = {}
        for number, row in enumerate(rows):
            typed |= {f"field.{number}": _looked_at(row), f"joiner.{number}": row.joiner}
            page = self.browser.read(self._pick(path, typed), 422)
            typed |= {f"compared.{number}": row.compared, f"value.{number}": _compared_with(row)}
            offered = {attributes["name"] for _, attributes in form(page, "/save").controls}
            assert {f"field.{number}", f"compared.{number}"} <= offered
        assert self._pick(path, typed).status_code == 303, text

    def _pick(self, path: str, typed: Typed) -> Any:  # noqa: ANN401 - the client's response
        there = form(self.browser.page(f"{self.draft}/{path}"), "/save")
        held = {k: v for k, v in there.values.items() if k.startswith("_")}
        return self.browser.client.post(there.attributes["action"], data={**held, **typed})

    def text_named(self, text: str) -> str:
        """A condition, by the names that the editor gave."""
        named = _PATH.sub(lambda found: self._path_named(found[0]), text)
        for (kind, *place), name in self.called.items():
            if kind in ("options", "entries"):
                named = named.replace(f"'{place[-1]}'", f"'{name}'")
        return named

    def _path_named(self, path: str) -> str:
        step, _, field_id = path.partition(".")
        return f"{self.called['steps', step]}.{self.called['fields', step, field_id]}"

    def _renamed(self, item: Part) -> Part:
        """What it names, by the names that the editor gave."""
        named = {name: self._value_named(item, name) for name in item}
        if "role_by_item" in named:
            step, _, source = item["foreach"].partition(".")
            named["role_by_item"] = {
                self.called["options", step, source, one]: self.called["roles", role]
                for one, role in item["role_by_item"].items()
            }
        return named

    def _value_named(self, item: Part, name: str) -> Any:  # noqa: ANN401 - as in the model
        said = item[name]
        if name in ("role", "asked_by", "lead"):
            return self.called["roles", said]
        if name in ("with", "jointly", "after"):
            kind = "steps" if name == "after" else "roles"
            return [self.called[kind, one] for one in said]
        if name in ("foreach", "area"):
            return self._path_named(said)
        if name == "dated_by":
            return self.called["fields", item["id"], said]
        dates = {"since", "until"} & set(said) if name == "not_before" else ()
        return said | {one: self._path_named(said[one]) for one in dates} if dates else said

    def whole(self) -> Pathway:
        """The model as it was to be built, by the names that the editor gave."""
        named = self._renamed(self.model) | {"key": self.draft.split("/")[-2]}
        for kind in LISTS:
            named[kind] = [self._item(kind, item) for item in self.model.get(kind, [])]
        named["stages"] = [
            self._item("stages", stage)
            | {"steps": [self._item("steps", step) for step in stage["steps"]]}
            for stage in self.model["stages"]
        ]
        return Pathway.model_validate(named)

    def said_named(self, says: Says) -> Says:
        """What people answer, by the names that the editor gave."""
        return {
            self.called["steps", step]: {
                self.called["fields", step, name]: self._answer_named(step, name, said)
                for name, said in form_said.items()
            }
            for step, form_said in says.items()
            if isinstance(form_said, Mapping)
        }

    def _answer_named(self, step: str, name: str, said: str | Sequence[str]) -> list[str]:
        given = [said] if isinstance(said, str) else said
        return [self.called.get(("options", step, name, one), one) for one in given]

    def _item(self, kind: str, item: Part) -> Part:
        named = self._renamed(item) | {"id": self.called[kind, item["id"]]}
        if "when" in item:
            named["when"] = self.text_named(item["when"])
        if "until" in item.get("repeat", {}):
            named["repeat"] = item["repeat"] | {"until": self.text_named(item["repeat"]["until"])}
        if "form" in item:
            named["form"] = [self._field_item(item["id"], each) for each in item["form"]]
        return named

    def _field_item(self, owner: str, each: Part) -> Part:
        named = each | {"id": self.called["fields", owner, each["id"]]}
        if "options" in each:
            named["options"] = [
                one | {"id": self.called["options", owner, each["id"], one["id"]]}
                for one in each["options"]
            ]
        return named


def _last(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2]


def _label(name: str, label: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}.vi": label["vi"], f"{name}.en": label["en"]}


def _chosen(section: Form, item: Part) -> Typed:
    """What the model says, by the names of the form."""
    said = {name: _value(item, name) for name in _names(section)}
    return {name: each for name, each in said.items() if each}


def _asked(section: Form) -> tuple[str, ...]:
    return (*section.values["_section"], *_names(section))


def _names(section: Form) -> list[str]:
    names = (attributes["name"] for _, attributes in section.controls)
    return list(dict.fromkeys(name for name in names if not name.startswith("_")))


def _value(item: Part, name: str) -> str | list[str]:
    """What is typed under this name for what the model says."""
    node: Any = item
    *outer, last = name.split(".")
    for part in outer:
        node = node.get(part, {}) if isinstance(node, dict) else {}
    if last in ("amount", "unit") and isinstance(node, dict) and {"days", "months"} & set(node):
        unit = "days" if "days" in node else "months"
        return str(node[unit]) if last == "amount" else unit
    said = node.get(last) if isinstance(node, dict) else None
    if isinstance(said, bool):
        return "yes" if said else ""
    return (
        [str(one) for one in said]
        if isinstance(said, list)
        else str(said if said is not None else "")
    )


def _looked_at(row: Row) -> str:
    return f"size({row.field})" if row.counted else row.field


def _compared_with(row: Row) -> str | list[str]:
    match row.value:
        case bool():
            return "true" if row.value else "false"
        case tuple():
            return [str(one) for one in row.value]
        case None:
            return ""
    return str(row.value)
