"""Long work: beside the kernel, told as it goes, stopped between two things."""

from __future__ import annotations

import asyncio
import threading

from workbench.widgets.work import LongWork, in_words


def test_in_a_plain_program_it_is_done_at_once() -> None:
    work, done = LongWork("Reading"), []
    work.run(lambda progress: list(progress("abc", 3)), done.append, done.append)
    assert done == [["a", "b", "c"]]
    assert not work.busy


def test_an_error_comes_back_where_it_can_be_shown() -> None:
    work, failed = LongWork("Reading"), []
    work.run(lambda progress: 1 / 0, print, failed.append)
    assert isinstance(failed[0], ZeroDivisionError)
    assert not work.busy


def test_a_mistake_of_ours_is_told_where_it_happened() -> None:
    def broken(_: object) -> None:
        raise KeyError("title")

    work = LongWork("Reading")
    work.run(lambda progress: None, broken, broken)
    assert "a mistake in the workbench" in work.said.value
    assert "KeyError" in work.said.value


def test_beside_a_kernel_it_can_be_stopped_between_two_things() -> None:
    async def kernel() -> tuple[list, bool, str]:
        work, ended = LongWork("Reading"), asyncio.get_running_loop().create_future()
        first, go_on = threading.Event(), threading.Event()

        def slowly(progress):
            read = []
            for item in progress(["one.pdf", "two.pdf", "three.pdf"], 3):
                first.set()
                go_on.wait(5)
                read.append(item)
            return read

        work.run(slowly, ended.set_result, ended.set_exception)
        assert work.busy
        await asyncio.to_thread(first.wait, 5)
        await asyncio.sleep(0)
        told = work.said.value
        work.stop()
        go_on.set()
        return await asyncio.wait_for(ended, 5), work.stopped, told

    read, stopped, told = asyncio.run(kernel())
    assert read == ["one.pdf"]
    assert stopped
    assert "Reading 1 of 3: one.pdf" in told


def test_one_thing_at_a_time() -> None:
    work, done = LongWork("Reading"), []

    def nested(progress):
        work.run(lambda _: "second", done.append, done.append)
        return "first"

    work.run(nested, done.append, done.append)
    assert done == ["first"]


def test_time_left_is_told_as_people_tell_it() -> None:
    assert [in_words(s) for s in (2, 33, 200)] == [
        "a few seconds",
        "about 35 seconds",
        "about 3 minutes",
    ]
