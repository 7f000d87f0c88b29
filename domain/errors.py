"""What can go wrong, each beside what raises it.

ReferralError
├── AlreadyUp            deployments.holding
├── AnotherSitesPrefect  tasks.belonging
├── BadCondition         domain.conditions
├── CannotCheck          deployments.commands.audit
├── CannotDo             domain.casework.coordinating
│   ├── AnsweredAlready  domain.casework.coordinating
│   └── ChangedMeanwhile domain.casework.coordinating
├── CannotOpen           domain.entering
├── CannotSave           deployments.saving
├── CannotUnseal         domain.sealing
├── ConditionFails       domain.conditions
├── DatabaseAway         domain.db.outage
├── Faults               domain.faults
│   ├── DayTableFaults   domain.day_table
│   ├── DirectoryFaults  domain.directory
│   ├── PathwayFaults    domain.pathway_files
│   ├── PolicyFaults     domain.policy
│   ├── ScriptFaults     domain.scripts
│   └── WrongSettings    deployments.mishaps
├── FormFaults           domain.forms
├── GaveUp               deployments.children
├── KeyAdded             tasks.key_folder
├── KeysLost             deployments.first_start
├── Nameless             deployments.options
├── NoAddress            deployments.prefect_access
├── NoKeys               tasks.key_folder
├── NoSuchCase           domain.casework.looking
├── NoSuchJourney        domain.casework.dossier
├── NoSuchKey            deployments.commands.keys
├── NoTerminal           deployments.commands.user
├── NotAPerson           deployments.commands.person
├── NoSuchUser           domain.users
├── NotALink             domain.links
├── NotAWorkbook         domain.workbook.opening
├── NotPublished         domain.casework.publishing
│   └── NoSuchDuty       domain.casework.duties
├── NotReady             deployments.working
├── NotSignedIn          domain.signing_in
├── NotYaml              domain.reading
├── NobodyReached        deployments.commands.reaching
├── NothingChosen        deployments.commands.pathway
├── NothingToPlay        deployments.simulations
├── Overtaken            domain.casework.publishing
├── PortTaken            deployments.ports
├── SentTooOften         domain.casework.views
├── SharedDatabase       deployments.database
├── TooLate              domain.casework.views
├── TooManyTries         domain.signing_in
├── UnknownArea          domain.areas
├── UnknownKey           domain.sealing
├── WeakPassword         domain.passwords
├── WrongCaseCode        domain.case_code
├── WrongUser            domain.users
└── CannotUseFile          deployments.commands.directory
"""

from __future__ import annotations

from domain.texts import Message


class ReferralError(Exception):
    """Carries what to tell the person who is in front of it, and what they can do next."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message
