using System.CommandLine;
using System.Globalization;
using System.Text;
using Hyper.App.Records.Units;
using Hyper.Cluster.Clients;
using Hyper.Cluster.Units;
using Hyper.Runtime;
using Hyper.Runtime.Files;

namespace Hyper.Cluster.Commands;

/// <summary><c>cluster submit</c>: hands specifications in, and waits for their records.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("SPEC") { Arity = ArgumentArity.OneOrMore, Description = "Files as trial --spec takes them; each is a unit, numbered in the order given." };
        var program = new Option<string>("--program") { HelpName = "NAME", Required = true, Description = "The program that runs them: workers of a program of this name take them." };
        var study = new Option<string?>("--study") { HelpName = "NAME", Description = "The study; handed in once more under the same name, units are not added again. [default: made up]" };
        var wait = new Option<bool>("--wait") { Description = "Waits for the records." };
        var output = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the records go, each under the name of its specification; needs --wait." };
        return ClusterCommand.Talking("submit", "Hands units of work in. With --wait, the exit code is 1 where one of them comes to no record.", [files], [program, study, wait, output], async (parsed, connection, cancellation) =>
        {
            var paths = parsed.GetValue(files)!;
            var folder = parsed.GetValue(output);
            if (folder is not null && !parsed.GetValue(wait))
            {
                throw new HyperDslException("--out is where the records go that --wait waits for; give both, or neither.");
            }

            var records = paths.Select(path => folder is null ? "" : Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + ".record.json")).ToList();
            if (folder is not null)
            {
                RequireSound(folder, records);
            }

            List<PlannedUnit> units = [.. paths.Select(Unit)];
            var client = new StudyClient(connection.Ledger, parsed.GetValue(study) ?? string.Create(CultureInfo.InvariantCulture, $"study-{Guid.NewGuid().ToString("N")[..8]}"));
            await client.SubmitAsync(parsed.GetValue(program)!, units, isLast: true, cancellation).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(client.Study);
            if (!parsed.GetValue(wait))
            {
                return 0;
            }

            var failed = 0;
            await foreach (var outcome in client.WaitAsync(units.Select(unit => unit.Number), cancellation).ConfigureAwait(false))
            {
                if (outcome.Record is not { } record)
                {
                    failed++;
                    parsed.InvocationConfiguration.Error.WriteLine($"error: {paths[outcome.Number]}: {outcome.Failure}");
                }
                else if (folder is not null)
                {
                    AtomicFile.Write(records[outcome.Number], Encoding.UTF8.GetBytes(record));
                }
            }

            parsed.InvocationConfiguration.Output.WriteLine(FormattableString.Invariant($"{units.Count - failed} of {units.Count} done"));
            return failed == 0 ? 0 : 1;
        });
    }

    private static PlannedUnit Unit(string path, int number)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be read: {problem.Message}", problem);
        }

        // What no program takes need not travel.
        return new PlannedUnit(number, text, Resources.Of(UnitFile.Read(path, text).Needs));
    }

    private static void RequireSound(string folder, List<string> records)
    {
        Directory.CreateDirectory(folder);
        if (records.GroupBy(path => path, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new HyperDslException($"Two specifications would have their records in '{twice.Key}'. Give their files different names.");
        }

        AtomicFile.RequireWritable(records[0]);
    }
}
