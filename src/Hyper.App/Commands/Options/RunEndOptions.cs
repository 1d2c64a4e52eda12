using System.CommandLine;

namespace Hyper.App.Commands.Options;

/// <summary>The options that say what a run shows, and what it leaves to look at.</summary>
internal sealed class RunEndOptions
{
    private readonly Option<bool> quiet = CommonOptions.Quiet();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> report = new("--report") { Description = "Writes report.html at the end. [default]" };
    private readonly Option<bool> noReport = new("--no-report") { Description = "Writes no report." };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [quiet, json, report, noReport];

    public bool IsJson(ParseResult parsed) => parsed.GetValue(json);

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(quiet);

    public bool WantsReport(ParseResult parsed) => parsed.GetValue(report) && parsed.GetValue(noReport)
        ? throw new MisuseException("--report and --no-report are both given; one of them is expected.")
        : !parsed.GetValue(noReport);
}
