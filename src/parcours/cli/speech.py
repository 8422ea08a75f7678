"""Commands in the language of whoever types them, French or English: their help, and what is wrong
with what was typed.

Click reads what is typed and lays out the help; alone it would say all of it in English. The help
of a command in English is its docstring.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

import click
from click.exceptions import NoArgsIsHelpError

from parcours.diagnostics.diagnostic import Lang, Words, did_you_mean

Call = TypeVar("Call", bound=Callable[..., object])
Said: TypeAlias = Words | str
"""A bare string is the same in both languages."""

_LANG = "parcours.lang"
"""Under this name the context of the program, and of the command in it, has the language."""


# The language

def language(asked: str | None) -> Lang:
    """The language to speak: the one asked for, else the system's if it is English, else French."""
    if asked is None:
        said = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        asked = next(filter(None, said), "")
    return "en" if asked.startswith("en") else "fr"


def language_typed(words: Sequence[str]) -> Lang:
    """The same for what was typed but is not read yet, and may be a mistake."""
    for word, after in zip(words, [*words[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if name == "--lang" and (asked := value if equals else after) in ("fr", "en"):
            return language(asked)
    return language(None)


def _lang_of(ctx: click.Context | None) -> Lang:
    found: Lang | None = ctx.meta.get(_LANG) if ctx is not None else None
    return found or language(None)


def in_words(ctx: click.Context | None, said: Said) -> str:
    """What is said, in the language of a command."""
    return said.in_lang(_lang_of(ctx)) if isinstance(said, Words) else said


def _laid_out(said: str) -> str:
    """Words of a help, which is folded into lines: no line begins with a mark of French."""
    return re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", said)


# Commands, and what follows them

class _Spoken(click.Command):
    """What a program and its commands have in common; ``french`` is their docstring in French."""

    def __init__(self, *args: Any, french: str, params: list[click.Parameter], **more: Any) -> None:
        help_option = Option(
            ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help,
            help=Words("Afficher cette aide.", "Show this help."))
        more |= {"params": [*params, help_option], "add_help_option": False}  # ours is the help
        super().__init__(*args, **more)
        self._french = french

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As Click does, once the language is known in which to refuse them."""
        if _LANG not in ctx.meta:
            ctx.meta[_LANG] = language_typed(args)
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as wrong:
            wrong.ctx = wrong.ctx or ctx  # its reader of options knows of no command
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how it is typed."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)),
                              in_words(ctx, Words("Utilisation\u00a0: ", "Usage: ")))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_laid_out(in_words(ctx, Words(self._french, self.help or ""))))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options."""
        with formatter.section(in_words(ctx, Words("Options\u00a0", "Options"))):
            formatter.write_dl([one.get_help_record(ctx) for one in self.get_params(ctx)
                                if isinstance(one, Option)])


class Command(_Spoken):
    """One command of the program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As Click does, but for words that nothing takes."""
        ctx.allow_extra_args = True
        if left := super().parse_args(ctx, args):
            named = " ".join(left)
            raise Misuse(Words(f"de trop : {named}", f"not expected: {named}"), ctx)
        return left

    def summary(self, lang: Lang) -> str:
        """The first sentence of its help, without the full stop."""
        told = " ".join(Words(self._french, self.help or "").in_lang(lang).split())
        return _laid_out(told.partition(". ")[0].rstrip("."))


class Group(_Spoken, click.Group):
    """The program: a list of commands."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the line of its usage names."""
        return [*super().collect_usage_pieces(ctx)[:-1],
                in_words(ctx, Words("COMMANDE [ARGUMENTS]…", "COMMAND [ARGUMENTS]…"))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, then its commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its commands, with what each does in a line or two."""
        with formatter.section(in_words(ctx, Words("Commandes\u00a0", "Commands"))):
            formatter.write_dl([(name, one.summary(_lang_of(ctx)))
                                for name, one in sorted(self.commands.items())
                                if isinstance(one, Command)])


class Option(click.Option):
    """An option; ``metavar`` names its value, ``unless`` says what holds without it where Click
    does not know that as a default."""

    def __init__(self, *args: Any, help: Said = "", metavar: Said = "", unless: Said = "",
                 **more: Any) -> None:
        super().__init__(*args, **more)
        self._help, self._named, self._unless = help, metavar, unless

    def make_metavar(self, ctx: click.Context) -> str:
        """The name of its value."""
        return in_words(ctx, self._named) or super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """How it is typed, and what it is for."""
        default = in_words(ctx, self._unless) or self.get_help_extra(ctx).get("default", "")
        notes = "; ".join(filter(None, (
            default and in_words(ctx, Words("par défaut\u00a0: ", "default: ")) + default,
            in_words(ctx, self.type.range) if isinstance(self.type, WholeNumber) else "",
            in_words(ctx, Words("obligatoire", "required")) if self.required else "")))
        return self.get_help_spec(ctx), "  ".join(filter(None, (
            _laid_out(in_words(ctx, self._help)), notes and f"[{notes}]")))


class Argument(click.Argument):
    """A word that follows a command, or several; ``metavar`` names it."""

    def __init__(self, *args: Any, metavar: Said, **more: Any) -> None:
        super().__init__(*args, **more)
        self.named = metavar

    def make_metavar(self, ctx: click.Context) -> str:
        """Its name, in brackets where it may be left out."""
        named = in_words(ctx, self.named) + ("…" if self.nargs < 0 else "")
        return named if self.required else f"[{named}]"


class OneOf(click.Choice[str]):
    """One of some words, which are the same in both languages."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What is said of another word."""
        return in_words(ctx, Words(f"« {value} » n’en est pas un ; au choix : {self.listed}",
                              f"'{value}' is none; one of: {self.listed}"))

    @property
    def listed(self) -> str:
        """All of them, for a reader."""
        return ", ".join(self.choices)


class WholeNumber(click.IntRange):
    """A whole number from ``min`` up, to ``max`` where there is one."""

    def convert(self, value: Any, param: click.Parameter | None,
                ctx: click.Context | None) -> int:
        """The number typed; what is none, or too small or great, is refused."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(in_words(ctx, Words(f"il faut un nombre entier, {self.range.fr}",
                                          f"it takes a whole number, {self.range.en}")), param, ctx)

    @property
    def range(self) -> Words:
        """What it may be."""
        if self.max is None:
            return Words(f"{self.min} au moins", f"at least {self.min}")
        return Words(f"de {self.min} à {self.max}", f"from {self.min} to {self.max}")


def group(french: str) -> Callable[[Callable[..., object]], Group]:
    """Make a program of a function; ``french`` is what its docstring says."""
    return click.group(cls=Group, french=french)


def command(french: str, name: str | None = None) -> Callable[[Callable[..., object]], Command]:
    """Make a command of a function; ``french`` is what its docstring says."""
    return click.command(name, cls=Command, french=french)


def option(*names: str, **more: Any) -> Callable[[Call], Call]:
    """Give a command an `Option`."""
    return click.option(*names, cls=Option, **more)


def argument(name: str, **more: Any) -> Callable[[Call], Call]:
    """Give a command an `Argument`."""
    return click.argument(name, cls=Argument, **more)


def _show_help(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(ctx.get_help())
        ctx.exit()


# What was typed and cannot be taken

class Misuse(click.UsageError):
    """What a command cannot take, in words."""

    def __init__(self, words: Words, ctx: click.Context | None = None) -> None:
        super().__init__(words.en, ctx)
        self.words = words


def told(wrong: click.ClickException, lang: Lang) -> str:
    """What is wrong with what was typed, after how it is typed and where more is said."""
    ctx = getattr(wrong, "ctx", None)
    if isinstance(wrong, NoArgsIsHelpError):
        return wrong.format_message()  # which is the help
    mistake = _mistake(wrong)
    error = Words(f"Erreur : {mistake.fr}", f"Error: {mistake.en}").in_lang(lang)
    if ctx is None:
        return error
    help = f"{ctx.command_path} --help"
    more = Words(f"« {help} » en dit plus.", f"'{help}' tells more.")
    return "\n".join((ctx.get_usage(), more.in_lang(lang), "", error))


def _mistake(wrong: click.ClickException) -> Words:
    match wrong:
        case Misuse():
            return wrong.words
        case click.NoSuchOption():
            return _unknown(Words("l’option", "the option"), wrong.option_name, wrong.possibilities)
        case click.NoSuchCommand():
            return _unknown(Words("la commande", "the command"), wrong.command_name,
                            wrong.possibilities)
        case click.MissingParameter():
            return _missing(_name(wrong.param), wrong.param)
        case click.BadParameter():
            name, why = _name(wrong.param), wrong.message
            return Words(f"{name.fr} : {why}", f"{name.en}: {why}")
        case click.BadOptionUsage():
            return _misused(wrong.option_name, wrong.ctx)
    return Words(wrong.format_message(), wrong.format_message())


def _unknown(kind: Words, name: str, near: Sequence[str] | None) -> Words:
    meant = did_you_mean(near[0]) if near else None
    return Words(f"{kind.fr} {name} n’existe pas" + (f" ; {meant.fr}" if meant else ""),
                 f"{kind.en} {name} does not exist" + (f"; {meant.en}" if meant else ""))


def _missing(name: Words, param: click.Parameter | None) -> Words:
    if isinstance(param, Option) and isinstance(param.type, OneOf):
        listed = param.type.listed
        return Words(f"il manque {name.fr} ; au choix : {listed}",
                     f"{name.en} is missing; one of: {listed}")
    return Words(f"il manque {name.fr}", f"{name.en} is missing")


def _name(param: click.Parameter | None) -> Words:
    """An option or an argument as the help names it."""
    if isinstance(param, Argument):
        return param.named if isinstance(param.named, Words) else Words(param.named, param.named)
    name = param.opts[0] if param is not None else ""
    return Words(name, name)


def _misused(name: str, ctx: click.Context | None) -> Words:
    """An option with a value that it has no use for, or without the one that it needs."""
    if ctx is not None and any(isinstance(one, click.Option) and one.is_flag and name in one.opts
                               for one in ctx.command.get_params(ctx)):
        return Words(f"{name} ne prend pas de valeur", f"{name} takes no value")
    return Words(f"il manque la valeur de {name}", f"the value of {name} is missing")
