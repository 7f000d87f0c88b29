"""The tables. Rows hold no free text and no name in clear: those are sealed in payloads."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from domain.clock import utc


class Moment(TypeDecorator[datetime]):
    """An aware moment, UTC at rest. SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return utc(value) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment, str: String(200)}  # noqa: RUF012 - SQLAlchemy's form


class Site(Base):
    """The one row by which this database, and what is restored from its backups, is known."""

    __tablename__ = "site"
    id: Mapped[str] = mapped_column(primary_key=True)


class Publication(Base):
    """A published document, never changed: a pathway, a policy or the directory."""

    __tablename__ = "publications"
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
    published_by: Mapped[str]


class Retirement(Base):
    """A version of a document that is not used for anything new any more."""

    __tablename__ = "retirements"
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    retired_at: Mapped[datetime]
    retired_by: Mapped[str]
    __table_args__ = (
        ForeignKeyConstraint(
            ["kind", "key", "version"],
            ["publications.kind", "publications.key", "publications.version"],
        ),
    )


class Case(Base):
    __tablename__ = "cases"
    code: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]


class Journey(Base):
    """One case going through one version of one pathway; its id is `<case code>/<number>`.

    `wanted_seq` is raised by whatever the flow has to see, `seen_seq` is what it saw. `told_seq`
    is the last trail line whose answer the run's graph shows. Until `looked_at_until` one sweep
    has it, so that another does not look at the same. `lost_runs` counts those that were lost since
    one last carried the journey on. `duty` is set where the journey is a round of one.
    """

    __tablename__ = "journeys"
    id: Mapped[str] = mapped_column(primary_key=True)
    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"), index=True)
    number: Mapped[int]
    pathway: Mapped[str]
    version: Mapped[int]
    entry: Mapped[str]
    area: Mapped[str | None]
    duty: Mapped[str | None]
    status: Mapped[str] = mapped_column(default="open", index=True)
    end: Mapped[str | None]
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    generation: Mapped[int] = mapped_column(default=1)
    flow_run: Mapped[str | None]
    lost_runs: Mapped[int] = mapped_column(default=0)
    opened_by_run: Mapped[str | None] = mapped_column(unique=True)
    wanted_seq: Mapped[int] = mapped_column(default=0)
    seen_seq: Mapped[int] = mapped_column(default=0)
    told_seq: Mapped[int] = mapped_column(default=0)
    next_due_at: Mapped[datetime | None] = mapped_column(index=True)
    looked_at_until: Mapped[datetime | None]
    last_seq: Mapped[int] = mapped_column(default=0)
    last_digest: Mapped[str] = mapped_column(default="0" * 64)
    __table_args__ = (UniqueConstraint("case_code", "number"),)


class DutyRound(Base):
    """One asking of a duty in one place: `area` and `agency` are empty where it names none.

    `begins` is the site's day on which it is asked, `covers_from` and `covers_to` are the first and
    the last day of the period that it is about, if it is about one. The journey is written in once
    there is one.
    """

    __tablename__ = "duty_rounds"
    pathway: Mapped[str] = mapped_column(primary_key=True)
    duty: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(primary_key=True)
    begins: Mapped[date] = mapped_column(primary_key=True)
    covers_from: Mapped[date | None]
    covers_to: Mapped[date | None]
    journey: Mapped[str | None] = mapped_column(ForeignKey("journeys.id"), unique=True)


class RunLease(Base):
    """A flow run at which a process is at work, which renews `until` while it lives.

    `token` is the one taking of it; it is empty for a run that is only watched, since nobody has
    said yet that it is theirs.
    """

    __tablename__ = "run_leases"
    flow_run: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]
    until: Mapped[datetime]


class Chore(Base):
    """What is done once in a while, by one process of however many there are."""

    __tablename__ = "chores"
    name: Mapped[str] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]


class Event(Base):
    """A line of a journey's trail; every fact is one."""

    __tablename__ = "events"
    journey: Mapped[str] = mapped_column(ForeignKey("journeys.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    payload_digest: Mapped[str]
    digest: Mapped[str]


class Payload(Base):
    """What a line says. Erasure empties this table, never the chain."""

    __tablename__ = "event_payloads"
    journey: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[str] = mapped_column(Text)
    sealed: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (ForeignKeyConstraint(["journey", "seq"], ["events.journey", "events.seq"]),)


class Request(Base):
    """A request asked of an agency; its id is `<journey>/<seq of its fact>`."""

    __tablename__ = "requests"
    id: Mapped[str] = mapped_column(primary_key=True)
    journey: Mapped[str] = mapped_column(ForeignKey("journeys.id"), index=True)
    step: Mapped[str]
    item: Mapped[str]
    occurrence: Mapped[int]
    attempt: Mapped[int]
    agency: Mapped[str]
    status: Mapped[str]
    changed_at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("journey", "step", "item", "occurrence", "attempt"),
        Index("ix_requests_status_agency", "status", "agency"),
    )


KEY_KNOWN, REISSUED = "key", "reissued"
RENEWED = frozenset({KEY_KNOWN, REISSUED})
"""Why a link was revoked in whose place another is sent: its key became known, or it was lost."""


class Link(Base):
    """A link to one request for one contact. Its token is derived, never stored.

    One of each key lives at a time; those that it took the place of are kept, revoked.
    `opened_at` is when a person first touched its page, or sent something from it: never when the
    page was merely fetched, which machines do as well.
    """

    __tablename__ = "links"
    id: Mapped[str] = mapped_column(primary_key=True)
    key_id: Mapped[str]
    request: Mapped[str] = mapped_column(ForeignKey("requests.id"))
    contact: Mapped[str]
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    __table_args__ = (
        Index(
            "uq_links_alive", "request", "contact", "key_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )  # fmt: skip


class Draft(Base):
    """What was typed behind a link and not sent yet, sealed."""

    __tablename__ = "drafts"
    link: Mapped[str] = mapped_column(ForeignKey("links.id"), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


class File(Base):
    """A file of an answer, sealed; its name is kept nowhere. `size` is in bytes, unsealed.

    As long as it only stands in a draft, `draft` is that one's link and it has no `number`. Numbers
    count the files of a case.
    """

    __tablename__ = "files"
    id: Mapped[str] = mapped_column(primary_key=True)
    journey: Mapped[str] = mapped_column(ForeignKey("journeys.id"), index=True)
    request: Mapped[str] = mapped_column(ForeignKey("requests.id"))
    field: Mapped[str]
    draft: Mapped[str | None] = mapped_column(ForeignKey("drafts.link"), index=True)
    number: Mapped[int | None]
    kind: Mapped[str]
    size: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class Notice(Base):
    """One message to one contact on one channel. `about` is a request's id or a lead item's.

    Until `look_at` it is left alone: what is queued waits, for the reason in `held_for`, and of
    what was handed over the contact's next channel waits for the link to be opened. `opened_at` is
    when it was, after this message: what an earlier one brought about says nothing of a later.
    """

    __tablename__ = "notices"
    id: Mapped[str] = mapped_column(primary_key=True)
    journey: Mapped[str] = mapped_column(ForeignKey("journeys.id"), index=True)
    about: Mapped[str]
    kind: Mapped[str]
    ordinal: Mapped[int]
    contact: Mapped[str]
    channel: Mapped[str]
    resend: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(default="queued")
    queued_at: Mapped[datetime]
    held_for: Mapped[str | None]
    look_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    lease: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    handed_over_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    refusal: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        UniqueConstraint("about", "kind", "ordinal", "contact", "channel", "resend"),
        Index("ix_notices_status_lease_until", "status", "lease_until"),
        Index("ix_notices_status_look_at", "status", "look_at"),
        Index("ix_notices_contact_status", "contact", "status"),
    )


class LeadItem(Base):
    """What waits for the lead: nobody was found to ask, nobody answers, or a person must decide."""

    __tablename__ = "lead_items"
    journey: Mapped[str] = mapped_column(ForeignKey("journeys.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Identity(Base):
    """One thing known of the person, sealed under the key that `key_id` names."""

    __tablename__ = "identities"
    case_code: Mapped[str] = mapped_column(ForeignKey("cases.code"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    key_id: Mapped[str] = mapped_column(index=True)


class ReadingCode(Base):
    """The short code by which one contact may read what a request shares of the person.

    `digest` is a keyed one; the code itself stands nowhere. `tries` were wrong or are under way.
    """

    __tablename__ = "reading_codes"
    request: Mapped[str] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    contact: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    made_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)


class MailboxMessage(Base):
    """The demo's mailbox: the one place that keeps a link."""

    __tablename__ = "mailbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str]
    channel: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]
