#!/usr/bin/env python3
"""Fitting the expected course: `attune course` beside lme4, in one run.

Attune reads the table, fits and prints; of lme4 only the fit counts. CPU seconds are user + system,
the best of several. See README.md.
"""
import argparse, hashlib, json, math, multiprocessing, os, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ["start", "change", "SE of start", "SE of change", "SD of start", "SD of change",
         "correlation", "residual SD", "log-likelihood"]
TABLES = [("sim_10000x12", 10_000, 20260101), ("sim_100000x12", 100_000, 20260103)]
SESSIONS, TIMES_FASTER, DIGITS, MEMORY_MIB = 12, 50, 8, 256


class Chance:
    """SplitMix64 and Box-Muller: the same numbers everywhere."""

    def __init__(self, seed):
        self.state, self.spare = seed, None

    def unit(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (((z ^ (z >> 31)) >> 11) + 0.5) / (1 << 53)

    def normal(self):
        if self.spare is not None:
            spare, self.spare = self.spare, None
            return spare
        radius, angle = math.sqrt(-2 * math.log(self.unit())), 2 * math.pi * self.unit()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)


def table(people, seed):
    """A service: everyone starts somewhere and changes at a pace of their own."""
    chance, rest = Chance(seed), math.sqrt(1 - 0.25 * 0.25)
    rows = ["id,time,y\n"]
    for person in range(people):
        first, second = chance.normal(), chance.normal()
        start, pace = 16.0 + 4.5 * first, -0.55 + 0.35 * (-0.25 * first + rest * second)
        for session in range(SESSIONS):
            rows.append(f"{person},{session},{start + pace * session + 2.6 * chance.normal():.3f}\n")
    return "".join(rows).encode()


def write_table(people, seed, file):
    file.write_bytes(table(people, seed))


def in_a_child(work, *given):
    """The peak memory of a child begins with that of this program, so large things are made apart."""
    child = multiprocessing.Process(target=work, args=given)
    child.start()
    child.join()
    if child.exitcode != 0:
        sys.exit(f"{work.__name__} failed")


def measured(command):
    """What a program says, its CPU seconds, and its peak memory in MiB."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{command[0]} ended with {child.returncode}")
        out.seek(0)
        return out.read().decode(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def attune(program, file, method, repeats):
    command = [program, "course", str(file), "--person", "id", "--session", "time", "--score", "y",
               "--time", "raw", "--method", method, "--format", "json"]
    runs = [measured(command) for _ in range(repeats)]
    fit = json.loads(runs[0][0])
    numbers = fit["fixed"] + fit["fixed_se"] + fit["random_sd"]
    numbers += [fit["random_correlation"], fit["residual_sd"], fit["log_likelihood"]]
    return numbers, min(run[1] for run in runs), max(run[2] for run in runs)


def lme4(file, method, repeats):
    said, _, memory = measured(["Rscript", str(HERE / "fit.R"), str(file), method, str(repeats)])
    version, seconds, *numbers = said.split()
    return [float(number) for number in numbers], float(seconds), memory, version


def digits(found, wanted):
    """Significant digits that are right, at the worst estimate, up to the eleven of the reference."""
    off = [abs(a / b - 1) for a, b in zip(found, wanted, strict=True)]
    worst = max(range(len(off)), key=off.__getitem__)
    return min(11.0, -math.log10(max(off[worst], 1e-16))), NAMES[worst]


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--attune", default=str(HERE.parents[1] / "target/release/attune"))
    asked.add_argument("--repeats", type=int, default=5, help="of attune; lme4 is run half as often")
    asked = asked.parse_args()
    if not pathlib.Path(asked.attune).exists():
        sys.exit(f"no {asked.attune}: cargo build --release -p attune")
    if not shutil.which("Rscript"):
        sys.exit("no R: apt-get install r-cran-lme4")
    references, missed = json.loads((HERE / "reference.json").read_text()), []
    print(f"{'table':14} {'fit':5} {'':7} {'CPU s':>8} {'ratio':>7} {'MiB':>6} {'digits':>7}  worst at")
    with tempfile.TemporaryDirectory() as folder:
        for name, people, seed in TABLES:
            file = pathlib.Path(folder) / f"{name}.csv"
            in_a_child(write_table, people, seed, file)
            with file.open("rb") as content:
                if hashlib.file_digest(content, "sha256").hexdigest() != references[name]["sha256"]:
                    sys.exit(f"{name} came out differently on this machine")
            for method in ("ml", "reml"):
                wanted = references[name][method]
                found, seconds, memory = attune(asked.attune, file, method, asked.repeats)
                peers, peer_seconds, peer_memory, version = lme4(file, method, max(1, asked.repeats // 2))
                ratio, (right, worst) = peer_seconds / seconds, digits(found, wanted)
                peer_right, peer_worst = digits(peers, wanted)
                print(f"{name:14} {method:5} attune  {seconds:8.3f} {ratio:6.0f}x {memory:6.0f} {right:7.1f}  {worst}")
                print(f"{'':14} {'':5} lme4    {peer_seconds:8.3f} {'':7} {peer_memory:6.0f} {peer_right:7.1f}  {peer_worst}")
                if ratio < TIMES_FASTER or right < DIGITS or memory > MEMORY_MIB:
                    missed.append(f"{name} {method}")
    print(f"lme4 {version}. Wanted: {TIMES_FASTER}x, {DIGITS} digits, {MEMORY_MIB} MiB.")
    if missed:
        sys.exit("Missed: " + ", ".join(missed))


main()
