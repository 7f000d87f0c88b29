from __future__ import annotations

from cyclopts import App

from deployments.doctor import examine
from deployments.options import AsJson
from deployments.speaking import give, site_language
from tasks.wiring import the_settings

app = App(name="doctor")


@app.default
def run(*, as_json: AsJson = False) -> int:
    language, findings = site_language(), list(examine(the_settings()))
    lines = [
        {
            "check": one.check,
            "ok": one.ok,
            "about": one.about.in_(language),
            "mend": one.mend.in_(language) if one.mend else None,
        }
        for one in findings
    ]
    if as_json:
        give(lines)
    else:
        for line in lines:
            mark = "✗" if not line["ok"] else "!" if line["mend"] else "✓"
            print(f"{mark} {line['about']}")
            if line["mend"]:
                print(f"    {line['mend']}")
    return 0 if all(line["ok"] for line in lines) else 1
