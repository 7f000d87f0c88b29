"""Lives of made-up journeys: whatever agencies, coordinators and time may do, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import strategies as st

from domain.journey.facts import HandedOver, RequestKey, Verdict
from domain.journey.fold_and_plan import Plan, plan
from domain.pathway.declining import DECLINE_REASONS
from domain.pathway.template import Field, Step
from domain.values import Values
from tests.domain.world import DAY, World
from tests.strategies import ROLES, Dice, answer, pathways, willing_answer

Move = Callable[[World, Dice], None]
FEWEST_MOVES, MOST_MOVES = 8, 48


@st.composite
def lives(draw: st.DrawFn, most_moves: int = MOST_MOVES) -> World:
    """A journey after some of what can happen to it."""
    chance = Dice(draw)
    world = World(
        pathway=draw(pathways()),
        agencies={role: _agencies(chance, role) for role in ROLES},
        patience=chance.one_of((5 * DAY, 30 * DAY, None)),
    )
    world.open(chance.one_of(world.pathway.entries).id)
    world.settle()
    for _ in range(FEWEST_MOVES + chance.up_to(most_moves - FEWEST_MOVES)):
        if world.finished:
            break
        chance.one_of(_moves(world))(world, chance)
        if not chance.one_in(3):
            world.settle()
    world.settle()
    return world


def _agencies(chance: Dice, role: str) -> tuple[str, ...]:
    return tuple(f"{role}{n}" for n in range(chance.one_of((1, 2, 2, 0, 3, 1))))


def finish(world: World) -> None:
    """From here on everybody answers, every time, and the coordinator finds who can."""
    if world.state.stopped is not None:
        world.resume()
    if world.state.paused is not None:
        world.resume()
    most_turns = 20 + 8 * len(world.pathway.steps)
    for _ in range(most_turns):
        world.settle()
        if world.finished:
            return
        _let_everybody_answer(world)
    raise AssertionError(f"not at an end after {most_turns} turns")


def _let_everybody_answer(world: World) -> None:
    todo = world.look()
    for key in _for_a_person(todo):
        world.ask(key)
    if not world.state.waiting:
        assert todo.look_again_at is not None
        world.now = todo.look_again_at
    for request in world.state.waiting:
        world.answer(request.key, "done", willing_answer(_form(world, request.key)))


def _for_a_person(todo: Plan) -> list[RequestKey]:
    """What a coordinator may ask of an agency that they found."""
    return [ask.key for ask in todo.asks] + [_again(key) for key in todo.undecided]


def _again(key: RequestKey) -> RequestKey:
    return key._replace(attempt=key.attempt + 1)


def _moves(world: World) -> Sequence[Move]:
    if world.state.stopped is not None:
        return (_wait, _undo, _undo)
    if world.state.paused is not None:
        return (*_WHENEVER, *[_resume] * 6)
    return (*_WHENEVER, *_UNDER_WAY)


def _answer(world: World, chance: Dice) -> None:
    if world.state.waiting:
        key = chance.one_of(world.state.waiting).key
        world.answer(key, "done", answer(chance, _form(world, key)))


def _many_answer(world: World, chance: Dice) -> None:
    waiting = [request.key for request in world.state.waiting]
    for key in chance.some_of(waiting, most=len(waiting), least=len(waiting) // 2):
        world.answer(key, "done", answer(chance, _form(world, key)))


def _propose(world: World, chance: Dice) -> None:
    """Of what takes two, the first says something; or the second confirms it, or does not."""
    proposed = [r.key for r in world.state.requests.values() if r.proposal is not None]
    if proposed and not chance.one_in(4):
        key = chance.one_of(proposed)
        if chance.one_in(3):
            world.turn_down(key)
        else:
            world.confirm(key)
        return
    waiting = [r.key for r in world.state.waiting if _step(world, r.key).takes_two(r.key.item)]
    if waiting:
        key = chance.one_of(waiting)
        world.propose(key, "done", answer(chance, _form(world, key)))


def _say_no(world: World, chance: Dice) -> None:
    if world.state.waiting:
        key = chance.one_of(world.state.waiting).key
        verdict = _no(_step(world, key), chance)
        reasons = (None, *DECLINE_REASONS) if verdict == "declined" else (None,)
        world.answer(key, verdict, reason=chance.one_of(reasons))


def _correct(world: World, chance: Dice) -> None:
    answered = [request.key for request in world.state.requests.values() if request.answer]
    if answered:
        world.correct(*_other_answer(world, chance.one_of(answered), chance))


def _send_on(world: World, chance: Dice) -> None:
    """What an officer would correct and may not, and what the coordinator does about it."""
    wanting = [request.key for request in world.state.wanting_correction]
    answered = [r.key for r in world.state.requests.values() if r.answer and r.proposal is None]
    if wanting and chance.one_in(2):
        world.leave_the_answer(chance.one_of(wanting))
    elif wanting:
        world.take_over(chance.one_of(wanting))
    elif answered:
        world.want_correction(*_other_answer(world, chance.one_of(answered), chance))


def _other_answer(
    world: World, key: RequestKey, chance: Dice
) -> tuple[RequestKey, Verdict, Values]:
    step = _step(world, key)
    if chance.one_in(4):
        return key, _no(step, chance), {}
    return key, "done", answer(chance, step.form_for(key.item))


def _no(step: Step, chance: Dice) -> Verdict:
    verdicts: tuple[Verdict, ...] = ("declined", "failed", "lacks_grounds")
    return chance.one_of(verdicts if step.may_lack_grounds else verdicts[:2])


def _skip(world: World, chance: Dice) -> None:
    todo = plan(world.pathway, world.state, world.now)
    keys = [request.key for request in world.state.waiting]
    keys += [*todo.undecided, *(ask.key for ask in todo.asks)]
    if keys:
        key = chance.one_of(keys)
        world.skip(key.step, None if chance.one_in(4) else key.item)


def _withdraw(world: World, chance: Dice) -> None:
    if world.state.waiting:
        world.withdraw(chance.one_of(world.state.waiting).key)


def _ask_again(world: World, chance: Dice) -> None:
    keys = _for_a_person(plan(world.pathway, world.state, world.now))
    for step, item in dict.fromkeys((key.step, key.item) for key in world.state.requests):
        last = world.state.rounds(step, item)[-1]
        if world.state.is_skipped(step, item) and last.status != "done":
            keys.append(_again(last.key))
    if keys:
        world.ask(chance.one_of(keys))


def _extend(world: World, chance: Dice) -> None:
    if world.state.waiting:
        world.extend(chance.one_of(world.state.waiting).key, (1 + chance.up_to(20)) * DAY)


def _accept(world: World, chance: Dice) -> None:
    if world.state.waiting:
        world.accept(chance.one_of(world.state.waiting).key, chance.up_to(20) * DAY)


def _ask_the_coordinator(world: World, chance: Dice) -> None:
    if world.state.waiting:
        key = chance.one_of(world.state.waiting).key
        if chance.one_in(2):
            world.question(key)
        else:
            world.want_more_time(key, (1 + chance.up_to(20)) * DAY)


def _settle_what_was_asked(world: World, chance: Dice) -> None:
    for request in world.state.waiting:
        if request.question is not None:
            world.reply(request.key)
        if request.time_wanted is not None:
            world.refuse_more_time(request.key)


def _reassign(world: World, chance: Dice) -> None:
    if world.state.waiting:
        world.reassign(chance.one_of(world.state.waiting).key)


def _pass_to_colleague(world: World, chance: Dice) -> None:
    """Whom the directory has or, named first, somebody new."""
    if not world.state.waiting:
        return
    request = chance.one_of(world.state.waiting)
    if request.newcomer is not None and chance.one_in(2):
        world.reject_colleague(request.key)
    elif request.newcomer is None and chance.one_in(3):
        world.name_colleague(request.key)
    else:
        world.delegate(request.key, chance.one_of(("binh", "chi", "an")))


def _pause(world: World, chance: Dice) -> None:
    world.pause(clocks_stop=chance.one_in(2))


def _resume(world: World, chance: Dice) -> None:
    world.resume()


def _stop(world: World, chance: Dice) -> None:
    world.stop(unsafe=chance.one_in(4))


def _undo(world: World, chance: Dice) -> None:
    world.resume()


def _wait(world: World, chance: Dice) -> None:
    again = plan(world.pathway, world.state, world.now).look_again_at
    if again is not None and not chance.one_in(3):
        world.now = again
    else:
        world.wait(chance.one_of((timedelta(minutes=4), timedelta(hours=7), DAY, 20 * DAY)))


def _hand_over(world: World, chance: Dice) -> None:
    if chance.up_to(8) == 4:
        world.record(HandedOver(at=world.now, to_journey="7K3Q-9MXD/2"))


def _form(world: World, key: RequestKey) -> Sequence[Field]:
    return _step(world, key).form_for(key.item)


def _step(world: World, key: RequestKey) -> Step:
    return world.pathway.by_id[key.step]


_WHENEVER: Sequence[Move] = (
    _answer, _say_no, _correct, _wait, _skip, _answer, _withdraw, _wait, _extend, _reassign, _wait,
    _many_answer, _correct, _wait, _many_answer, _many_answer, _pass_to_colleague,
    _propose, _propose, _accept, _ask_the_coordinator, _settle_what_was_asked, _send_on, _send_on,
)  # fmt: skip
_UNDER_WAY: Sequence[Move] = (
    _many_answer, _many_answer, _ask_again, _ask_again, _pause, _ask_again, _stop, _hand_over,
    _many_answer, _wait, _many_answer, _many_answer,
)  # fmt: skip
