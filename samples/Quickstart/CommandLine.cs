using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Quickstart;

/// <summary>The options, what each may be, and their help.</summary>
internal sealed class CommandLine
{
    private const string Examples = """
        Examples:
          Quickstart                                       the digits, with the experiment's own seed and steps
          Quickstart --seed 3 --json comparison.json       other splits, and the table as a file
          Quickstart --data fashion-mnist --training 500   clothes, as Debian's dataset-fashion-mnist installs them
          Quickstart --data rows.csv.gz --validation 300   your own rows: features from 0 to 1, then a label
        """;

    private readonly Option<int> seed = WholeNumber("--seed", 0, $"Deals the rows out and seeds every run. [default: {TuneDigits.Settings.Seed}]");

    private readonly Option<string> data = new("--data")
    {
        HelpName = "SOURCE",
        Description =
            $"What to compare on: {DataChoice.DigitsName}; {DataChoice.FashionName}, where Debian installs it; a directory with the four IDX"
            + " files of MNIST or Fashion-MNIST; or a .csv or .csv.gz file, with or without a header, of 64 feature columns"
            + " (784 also fit) and a label column from 0 to 9. Features should lie between 0 and 1.",
        DefaultValueFactory = _ => DataChoice.DigitsName,
    };

    private readonly Option<int> training = WholeNumber("--training", 1, "Rows that fit the weights. [default: 200; 1000 of IDX files]");

    private readonly Option<int> validation = WholeNumber(
        "--validation", 1, "Rows that choose the hyperparameters. [default: 500; 2000 of IDX files] The rest, or the IDX files' own test set, is the test.");

    private readonly Option<int> steps = WholeNumber("--steps", 1, $"Steps of the tuned run and of every training. [default: {TuneDigits.Settings.Steps}]");

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

    public CommandLine()
    {
        data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } source && !DataChoice.Exists(source))
                result.AddError($"--data is '{source}', which is neither {DataChoice.DigitsName} nor {DataChoice.FashionName}, and there is no file or directory of that name.");
        });
        device.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && name is not ("cpu" or "cuda"))
                result.AddError($"--device is '{name}'; cpu or cuda is expected.");
        });
        Command = new RootCommand(
            "Tunes thousands of hyperparameters of a small classifier in one training run, and compares the result with a"
            + $" training at the initial hyperparameters ({Comparison.Untuned}) and with the best of {Comparison.Trials} full trainings at"
            + $" random ones ({Comparison.RandomSearch}).")
        { data, training, validation, seed, steps, device, json };
        HelpOption help = Command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    public RootCommand Command { get; }

    public QuickstartOptions Read(ParseResult parsed) => new(
        Given(parsed, seed) ?? TuneDigits.Settings.Seed,
        parsed.GetValue(data)!,
        Given(parsed, training),
        Given(parsed, validation),
        Given(parsed, steps),
        parsed.GetValue(device)!,
        parsed.GetValue(json));

    private static int? Given(ParseResult parsed, Option<int> option) =>
        parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    private static Option<int> WholeNumber(string name, int least, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least)
                return value;
            result.AddError($"{name} is '{text}'; a whole number from {least} to {int.MaxValue} is expected.");
            return 0;
        },
    };

    private sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            // A line of a pipe or a log has no end of its own.
            if (Console.IsOutputRedirected)
                standard.MaxWidth = 100;
            int code = standard.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(Examples + Environment.NewLine);
            return code;
        }
    }
}
