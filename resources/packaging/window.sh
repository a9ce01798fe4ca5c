# A display with a window manager, and hands on its keyboard; sourced by `try-deb` and `try-tools`.
# shellcheck shell=bash

say() { printf '%s\n' "- $*"; }

fail() {
    printf '%s\n' "FAILED: $*" >&2
    import -display "${DISPLAY}" -window root "${TMPDIR:-/tmp}/reader-trial-failed.png" 2>/dev/null || true
    exit 1
}

# open_display FOLDER: starts Xvfb and openbox and sets DISPLAY; their ids are kept for close_display.
open_display() {
    local program
    for program in Xvfb openbox xdotool; do
        command -v "${program}" >/dev/null || fail "apt-get install xvfb openbox xdotool"
    done
    mkfifo "$1/display"
    Xvfb -displayfd 3 -screen 0 1360x860x24 -nolisten tcp -noreset 3>"$1/display" 2>/dev/null &
    display_processes=($!)
    read -r number <"$1/display"
    export DISPLAY=":${number}"
    openbox 2>/dev/null &
    display_processes+=($!)
    wait_for "a window manager" xdotool get_num_desktops
}

close_display() {
    [ -z "${display_processes[*]-}" ] || kill "${display_processes[@]}" 2>/dev/null || true
}

# wait_for WHAT COMMAND…: until COMMAND succeeds, for a minute at most.
wait_for() {
    local what=$1 end=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "${SECONDS}" -lt "${end}" ] || fail "waited in vain for ${what}"
        sleep 0.2
    done
}

title() { xdotool getactivewindow getwindowname 2>/dev/null; }
shows() { grep -q -- "$1" <<<"$(title)"; }
is_gone() { [ -z "$(title)" ]; }
press() { xdotool key --delay 80 "$@"; }

# main_job READER…: highlights, notes and exports by keys in the window that is open; READER… runs a command on
# the same home. Leaves Reader ended, with two notes.
main_job() {
    has_notes() { [ "$("${reader[@]}" notes --json | grep -c '"quote"')" -eq "$1" ]; }
    says() { grep -q -- "$1" <<<"$("${reader[@]}" notes)"; }
    local reader=("$@")
    wait_for "the briefing in a window" shows Rafah
    press bracketright bracketright j parenright h
    wait_for "the highlight" has_notes 1
    press j n
    xdotool type --delay 30 "Which crossings are meant?"
    wait_for "the note as it was typed" says "Which crossings are meant?"
    press Escape ctrl+q
    wait_for "the end" is_gone
    has_notes 2 || fail "there are not two notes"
    grep -q "Which crossings are meant?" <<<"$("${reader[@]}" export --format markdown -o -)" || fail "the export has no note"
    "${reader[@]}" check >/dev/null || fail "the library is not whole"
    say "read, highlighted and noted by keys, exported by a command"
}
