"""What the world decides when a request is made: which agency, by when, who is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.areas.area_map import Areas
from domain.days.deadlines import Limit, due_at
from domain.days.working_days import WorkCalendar
from domain.directory.agencies import Agency, Directory
from domain.directory.succession import Passing
from domain.journey.facts import Asked, RequestKey
from domain.journey.fold_and_plan import ToAsk
from domain.journey.state import Request, State
from domain.pathway.template import Pathway, PersonField, Step
from domain.person.consent import NOTHING_AGREED, Basis, Ledger
from domain.policy.province_policy import Policy, chase, limit_for, policy_for


@dataclass(frozen=True, slots=True)
class World:
    """The directory, the policies, the calendar and the pathways, as they are now.

    `alone` is the only agency that may be asked, where a duty is each agency's own. `ledger` is the
    case's, where there is a case: without it nothing was agreed to.
    """

    directory: Directory
    policies: tuple[Policy, ...]
    calendar: WorkCalendar
    areas: Areas
    zone: ZoneInfo
    pathway_in_use: Callable[[str], Pathway | None]
    alone: str | None = None
    ledger: Ledger = NOTHING_AGREED

    def holders(self, role: str, area: str | None, now: datetime) -> tuple[Agency, ...]:
        return self.directory.holders(role, self._chain(area, now), self.day(now))

    def lead(self, pathway: Pathway, area: str | None, now: datetime) -> Agency | None:
        """The agency that the province names to answer for a journey."""
        return next(iter(self.leads(pathway, area, now)), None)

    def leads(self, pathway: Pathway, area: str | None, now: datetime) -> tuple[Agency, ...]:
        """Likewise, and those who may answer for it beside that one."""
        role = self.policy(area, now).leads.get(pathway.key, pathway.lead)
        return self.holders(role, area, now)

    def policy(self, area: str | None, now: datetime) -> Policy:
        return policy_for(self.policies, self._chain(area, now), self.day(now))

    def candidates(
        self, pathway: Pathway, key: RequestKey, area: str | None, now: datetime
    ) -> tuple[Agency, ...]:
        """Whom to ask, in order: while offices are closed those first who stand by."""
        roles = self.roles_asked(pathway, key, area, now)
        return tuple(agency for role in roles for agency in self.holders(role, area, now))

    def roles_asked(
        self, pathway: Pathway, key: RequestKey, area: str | None, now: datetime
    ) -> tuple[str, ...]:
        """The step's own, behind that of those who stand by now."""
        standby = self._standby(pathway, key, area, now)
        own = pathway.by_id[key.step].role_for(key.item)
        return (own,) if standby is None else (standby, own)

    def next_agency(
        self, pathway: Pathway, ask: ToAsk, area: str | None, now: datetime
    ) -> Agency | None:
        """The first candidate that has not yet said no to this."""
        candidates = self.candidates(pathway, ask.key, area, now)
        asked = (agency for agency in candidates if self.alone in (None, agency.id))
        return next((agency for agency in asked if agency.id not in ask.tried), None)

    def asked(
        self, pathway: Pathway, state: State, key: RequestKey, agency: Agency, now: datetime
    ) -> Asked:
        """The fact of asking `agency` now, with everything that was looked up for it."""
        step = pathway.by_id[key.step]
        area = area_of(step, state)
        policy = self.policy(area, now)
        limit, source = _limit(policy, pathway, step)
        role, standby = step.role_for(key.item), self._standby(pathway, key, area, now)
        stands_by = standby is not None and agency in self.holders(standby, area, now)
        told = (*step.informed, role) if stands_by else step.informed
        due = due_at(limit, now, ZoneInfo(agency.time_zone), self.calendar) if limit else None
        return Asked(
            at=now,
            key=key,
            role=role,
            agency=agency.id,
            standby=standby if stands_by else None,
            asked_by=self._first(step.asked_by, area, now),
            informed=self._informed(told, area, now),
            area=area,
            due_at=due,
            limit_source=source,
            chase=chase(policy, limit, now, due),
            policy=policy.key,
            calendar=self.calendar.version,
            zone=agency.time_zone,
            shares=self.shared(step, standby if standby and stands_by else role, now),
        )

    def limit_of(
        self, pathway: Pathway, step: Step, area: str | None, now: datetime
    ) -> Limit | None:
        """How long the step may take."""
        return _limit(self.policy(area, now), pathway, step)[0]

    def shared(self, step: Step, role: str, now: datetime) -> tuple[PersonField, ...]:
        """What of the person the step shows to whoever is asked as this role: consent stands."""
        return tuple(self.grounds(step, role, now))

    def grounds(self, step: Step, role: str, now: datetime) -> Mapping[PersonField, Basis | None]:
        """On which ground each of them is shown without consent; None: the person agreed."""
        return self.ledger.grounds(role, step.id, step.shared, self.day(now))

    def next_end_of_consent(self, now: datetime) -> datetime | None:
        return self._next(self.ledger.days_of_change, now)

    def _standby(
        self, pathway: Pathway, key: RequestKey, area: str | None, now: datetime
    ) -> str | None:
        """The role that is asked now in the place of the step's own."""
        step, policy = pathway.by_id[key.step], self.policy(area, now)
        if policy.standby is None:
            return None
        role, (limit, _) = step.role_for(key.item), _limit(policy, pathway, step)
        holder = next(iter(self.holders(role, area, now)), None)
        zone = ZoneInfo(holder.time_zone if holder is not None else policy.time_zone)
        return policy.standby.in_place_of(role, limit, now, zone, self.calendar)

    def _informed(self, roles: Iterable[str], area: str | None, now: datetime) -> tuple[str, ...]:
        firsts = (self._first(role, area, now) for role in roles)
        return tuple(dict.fromkeys(agency for agency in firsts if agency is not None))

    def _first(self, role: str | None, area: str | None, now: datetime) -> str | None:
        if role is None:
            return None
        return next((agency.id for agency in self.holders(role, area, now)), None)

    def in_force(self, agency: Agency, now: datetime) -> bool:
        return agency.in_force(self.day(now)) and agency.id not in self.succeeded(now)

    def succeeded(self, now: datetime) -> frozenset[str]:
        """The agencies whose requests are others' by now."""
        today = self.day(now)
        return frozenset(one.agency for one in self.directory.successions if one.on <= today)

    def passing(self, request: Request, now: datetime) -> Passing | None:
        """What becomes of a request whose agency is succeeded by now; None where it is not.

        It goes by who holds the role on the day of the succession, however late one looks.
        """
        succession = self.directory.succession_of(request.agency)
        if succession is None or succession.on > self.day(now):
            return None
        area = request.asked.area
        chain = self.areas.chain(area, succession.on) if area else ()
        holders = self.directory.holders(request.asked.held, chain, succession.on)
        return Passing.by(succession, (agency.id for agency in holders))

    def next_change(self, now: datetime) -> datetime | None:
        """When the directory or a policy will next say something else than now."""
        days = [*self.directory.days_of_change, *(policy.valid_from for policy in self.policies)]
        return self._next(days, now)

    def next_succession(self, now: datetime) -> datetime | None:
        """When what an agency has will next be another's."""
        return self._next([one.on for one in self.directory.successions], now)

    def _next(self, days: Iterable[date], now: datetime) -> datetime | None:
        today = self.day(now)
        ahead = min((day for day in days if day > today), default=None)
        return datetime.combine(ahead, time(), self.zone).astimezone(UTC) if ahead else None

    def day(self, now: datetime) -> date:
        """Assignments and policies go by the site's days."""
        return now.astimezone(self.zone).date()

    def _chain(self, area: str | None, now: datetime) -> tuple[str, ...]:
        return self.areas.chain(area, self.day(now)) if area else ()


def _limit(policy: Policy, pathway: Pathway, step: Step) -> tuple[Limit | None, str | None]:
    """With its source: as the province set it, else as the pathway has it."""
    rule = limit_for(policy, pathway.key, step.id)
    if rule is not None:
        return rule.limit, rule.source
    return step.limit, step.limit.source if step.limit is not None else None


def area_of(step: Step, state: State) -> str | None:
    """The area that an earlier answer named for this step, else the journey's."""
    assert state.opened is not None  # noqa: S101 - a journey is opened by its first fact
    named = area_named(step.area, state) if step.area is not None else None
    return named or state.opened.area


def area_named(path: str, state: State) -> str | None:
    """What the answer said last under `step.field`."""
    source, _, field = path.partition(".")
    done = [r for r in state.rounds(source, None) if r.status == "done"]
    named = done[-1].answer.values.get(field) if done and done[-1].answer else None
    return named if isinstance(named, str) else None
