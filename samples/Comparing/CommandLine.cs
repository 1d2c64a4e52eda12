using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Comparing;

/// <summary>A sample's own options and those of every sample, with their help.</summary>
internal sealed class CommandLine
{
    private readonly Option<int> seed;
    private readonly Option<int> steps;
    private readonly ExperimentSettings defaults;

    private readonly Option<string> device = new("--device")
    {
        HelpName = "cpu|cuda",
        Description = "Where to compute.",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<string?> json = new("--json")
    {
        HelpName = "FILE",
        Description = "Writes the table to a file as JSON, once it is complete. A file that is there is replaced.",
    };

    public CommandLine(string description, string examples, IEnumerable<Option> options, ExperimentSettings defaults)
    {
        this.defaults = defaults;
        seed = SampleOption.WholeNumber("--seed", 0, $"Deals the rows out and seeds every run. [default: {defaults.Seed}]");
        steps = SampleOption.WholeNumber("--steps", 1, $"Steps of the tuned run and of every training. [default: {defaults.Steps}]");
        device.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && name is not ("cpu" or "cuda"))
                result.AddError($"--device is '{name}'; cpu or cuda is expected.");
        });
        Command = new RootCommand(description);
        foreach (Option option in (Option[])[.. options, seed, steps, device, json])
            Command.Options.Add(option);
        HelpOption help = Command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
    }

    public RootCommand Command { get; }

    public Arguments Read(ParseResult parsed) => new(parsed, new Arguments(parsed, 0).Given(seed) ?? defaults.Seed);

    /// <summary>Where the table goes as JSON; null for nowhere.</summary>
    public string? Json(ParseResult parsed) => parsed.GetValue(json);

    public string Device(ParseResult parsed) => parsed.GetValue(device)!;

    /// <summary>The numbers of every run and training. A warm-up keeps its share of the steps.</summary>
    public ExperimentSettings Apply(ParseResult parsed, ExperimentSettings settings)
    {
        Arguments arguments = Read(parsed);
        int count = arguments.Given(steps) ?? settings.Steps;
        return settings with
        {
            Seed = arguments.Seed,
            Steps = count,
            WarmupSteps = (int)((long)settings.WarmupSteps * count / settings.Steps),
            Device = Device(parsed),
        };
    }

    private sealed class HelpWithExamples(HelpAction standard, string examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            // A line of a pipe or a log has no end of its own.
            if (Console.IsOutputRedirected)
                standard.MaxWidth = 100;
            int code = standard.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(examples + Environment.NewLine);
            return code;
        }
    }
}
