using System.CommandLine;
using System.Text;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Tables.Inference;
using Hyper.Tables.Schema;

namespace Hyper.App.Commands.Schemas;

/// <summary>The command <c>table</c>: looks at a file of data, and writes its schema.</summary>
internal static class TableCommand
{
    private static readonly Argument<string> file = new("FILE") { Description = "A CSV, TSV or Parquet file; each may be compressed with gzip." };

    private static readonly Option<string> target = new("--target")
    {
        HelpName = "NAME[,NAME]",
        Required = true,
        Description = "The column to predict, or several.",
    };

    private static readonly Option<string?> place = new("--out") { HelpName = "FILE", Description = "Where the schema goes. [default: FILE without its ending, and .table.json]" };

    private static readonly Option<string?> task = OneOf("--task", "classes|number|several", ["classes", "number", "several"], "What is to be predicted. [default: found out, and said why]");

    private static readonly Option<string?> header = OneOf("--header", "yes|no", ["yes", "no"], "Whether the first line names the columns. [default: found out]");

    private static readonly Option<string?> name = new("--name") { HelpName = "NAME", Description = "The C# class. [default: made of the file's name]" };

    private static readonly Option<bool> force = new("--force") { Description = "Replaces a schema that is there and says something else." };

    /// <summary>The command.</summary>
    /// <param name="output">Where it tells what was guessed.</param>
    public static Command Create(TextWriter output)
    {
        var command = new Command(
            "table",
            "Looks at a table and writes its schema: columns, kinds, words, ranges, target and task, and why each was guessed. Exit codes: 0 written, 1 the file could not be used or a schema is in the way, 2 the command line was wrong.");
        command.Arguments.Add(file);
        foreach (var option in (Option[])[target, place, task, header, name, force])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Run(parsed, output));
        return command;
    }

    private static int Run(ParseResult parsed, TextWriter output)
    {
        var path = parsed.GetValue(file)!;
        var schema = TableInference.Infer(path, new TableInferenceOptions
        {
            Targets = parsed.GetValue(target)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Task = parsed.GetValue(task) switch
            {
                "classes" => TableTask.Classes,
                "number" => TableTask.Number,
                "several" => TableTask.Several,
                _ => null,
            },
            Header = parsed.GetValue(header) switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            Name = parsed.GetValue(name),
        });
        var schemaFile = parsed.GetValue(place) ?? TableInference.SchemaPath(path);
        Write(schemaFile, schema.ToJson(), parsed.GetValue(force));
        SchemaReport.Write(output, schema, schemaFile);
        return ExitCode.Done;
    }

    // A schema is edited by hand: one that says something else than the guesses may be somebody's work.
    private static void Write(string path, string text, bool mayReplace)
    {
        if (!mayReplace && File.Exists(path) && File.ReadAllText(path) != text)
        {
            throw new HyperDslException($"'{path}' is there and says something else: it may have been edited, or the data have changed. --force replaces it, and --out FILE writes elsewhere.");
        }

        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
    }

    private static Option<string?> OneOf(string name, string help, string[] values, string description)
    {
        var option = new Option<string?>(name) { HelpName = help, Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } value && !values.Contains(value))
            {
                result.AddError($"{name} is '{value}'; {string.Join(" or ", values)} is expected.");
            }
        });
        return option;
    }
}
