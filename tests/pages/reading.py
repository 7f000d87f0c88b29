"""A page as its reader has it: its words, and the forms that a browser would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]


@dataclass
class Form:
    attributes: Attributes
    controls: list[tuple[str, Attributes]] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)

    def holds(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.forms: list[Form] = []
        self._said: list[str] = []
        self._filling: str | None = None
        self._select = ""
        self.feed(html)

    @property
    def words(self) -> str:
        return " ".join("".join(self._said).split())

    @property
    def lines(self) -> list[str]:
        said = ("".join(self._said)).split("\n")
        return [" ".join(line.split()) for line in said if line.strip()]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def with_id(self, element: str) -> Attributes:
        return next(a for _, a in self.tags if a.get("id") == element)

    def with_role(self, role: str) -> list[Attributes]:
        return [attributes for _, attributes in self.tags if attributes.get("role") == role]

    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]

    def form(self, verdict: str = "done") -> Form:
        return next(form for form in self.forms if form.values.get("_verdict") == [verdict])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self._said.append("\n")
        if tag == "form":
            self.forms.append(Form(attributes))
        elif self.forms:
            self._read_control(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        self._said.append("\n")
        if tag == "textarea":
            self._filling = None

    def handle_data(self, data: str) -> None:
        self._said.append(data)
        if self._filling is not None:
            # A browser leaves out the line break right behind the tag.
            self.forms[-1].holds(self._filling, data.removeprefix("\n"))

    def _read_control(self, tag: str, attributes: Attributes) -> None:
        form = self.forms[-1]
        if tag in ("input", "select", "textarea"):
            form.controls.append((tag, attributes))
        match tag:
            case "input" if attributes["type"] not in ("radio", "checkbox"):
                form.holds(attributes["name"], attributes.get("value", ""))
            case "input" if "checked" in attributes:
                form.holds(attributes["name"], attributes["value"])
            case "select":
                self._select = attributes["name"]
            case "option" if "selected" in attributes:
                form.holds(self._select, attributes["value"])
            case "textarea":
                self._filling = attributes["name"]
