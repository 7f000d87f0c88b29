"""What can go wrong, each beside what raises it.

ReferralError
├── AlreadyUp            deployments.holding
├── AnotherSitesPrefect  tasks.belonging
├── BadCondition         domain.pathway.conditions
├── BreaksExamples       domain.casework.editing.examples
├── CannotCheck          deployments.commands.audit
├── CannotDo             domain.casework.desk.coordinating
│   ├── AnsweredAlready  domain.casework.desk.coordinating
│   ├── CannotMove       domain.casework.versions.naming
│   └── ChangedMeanwhile domain.casework.desk.coordinating
├── CannotOpen           domain.journey.entering
├── CannotSave           deployments.saving
├── CannotTry            domain.casework.editing.trying
├── CannotUnseal         domain.seals.sealing
├── ConditionFails       domain.pathway.conditions
├── DatabaseAway         domain.db.outage
├── DraftExists          domain.casework.editing.drafts
├── EditedMeanwhile      domain.casework.editing.drafts
├── Faults               domain.faults
│   ├── DayTableFaults   domain.days.day_table
│   ├── DirectoryFaults  domain.directory.agencies
│   ├── PathwayFaults    domain.pathway.files
│   ├── PolicyFaults     domain.policy.province_policy
│   ├── ScriptFaults     domain.simulation.scripts
│   └── WrongSettings    deployments.mishaps
├── FormFaults           domain.pathway.forms
├── GaveUp               deployments.children
├── KeyAdded             tasks.key_folder
├── KeysLost             deployments.first_start
├── LosesExamples        domain.casework.editing.examples
├── Nameless             deployments.options
├── NoAddress            deployments.prefect_access
├── NoDraft              domain.casework.editing.drafts
├── NoKeys               tasks.key_folder
├── NoSuchCase           domain.casework.desk.looking
├── NoSuchJourney        domain.casework.dossier
├── NoSuchKey            deployments.commands.keys
├── NoTerminal           deployments.commands.user
├── NotAPathway          domain.editing.starting
├── NotAPerson           deployments.commands.person
├── NoSuchPlace          domain.editing.tree
├── NoSuchUser           domain.users.user
├── NotALink             domain.seals.links
├── NotAWorkbook         domain.workbook.opening
├── NotProposed          domain.casework.editing.publishing_drafts
├── NotPublished         domain.casework.administration.publishing
│   └── NoSuchDuty       domain.casework.duties.asking
├── NotReady             deployments.working
├── NotSignedIn          domain.users.signing_in
├── NotYaml              domain.reading
├── NobodyReached        deployments.trial_messages
│   └── NotTaken         deployments.trial_messages
├── NothingChosen        deployments.commands.pathway
├── NothingToPlay        deployments.simulations
├── Overtaken            domain.casework.administration.publishing
│   └── ChangedByAnother domain.casework.administration.keeping_directory
├── PortTaken            deployments.ports
├── PublishedElsewhere   domain.db.publications
├── PublishedMeanwhile   domain.casework.editing.publishing_drafts
├── SentTooOften         domain.casework.answers.views
├── SharedDatabase       deployments.database
├── TakesTwo             domain.casework.editing.examples
├── TooLate              domain.casework.answers.views
├── TooManyTries         domain.users.signing_in
├── UnknownArea          domain.areas.area_map
├── UnknownKey           domain.seals.sealing
├── WeakPassword         domain.users.passwords
├── WrongCaseCode        domain.case_code
├── WrongUser            domain.users.user
└── CannotUseFile          deployments.commands.directory
"""

from __future__ import annotations

from domain.texts import Message


class ReferralError(Exception):
    """Carries what to tell the person who is in front of it, and what they can do next."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message
