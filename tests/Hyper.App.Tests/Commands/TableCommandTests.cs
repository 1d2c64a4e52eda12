using System.Runtime.CompilerServices;
using Hyper.App.Commands;
using Hyper.App.Display;
using Hyper.App.Tests.Support;

namespace Hyper.App.Tests.Commands;

/// <summary>The command of the tool and of programs that writes schemas.</summary>
public sealed class TableCommandTests
{
    [Fact]
    public async Task A_schema_is_written_beside_the_file_and_what_was_guessed_is_told()
    {
        using var folder = new TempFolder();
        File.Copy(Penguins(), folder["penguins.csv"]);

        var (code, output, errors) = await RunAsync("table", folder["penguins.csv"], "--target", "species");

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(Penguins(), ".table.json")), File.ReadAllText(folder["penguins.table.json"]));
        Assert.Contains("penguins.csv: 344 rows, 7 columns, csv, cells separated by ',', decimal '.', utf-8, with a header.", output, StringComparison.Ordinal);
        Assert.Contains("14 inputs, 3 outputs; the task is 'classes'.", output, StringComparison.Ordinal);

        // Once more is as good; over somebody's work is not.
        Assert.Equal(0, (await RunAsync("table", folder["penguins.csv"], "--target", "species")).Code);
        File.AppendAllText(folder["penguins.table.json"], " ");
        var second = await RunAsync("table", folder["penguins.csv"], "--target", "species");
        Assert.Equal(1, second.Code);
        Assert.Equal(
            "error: 'penguins.table.json' is there and says something else: it may have been edited, or the data have changed. --force replaces it, and --out FILE writes elsewhere." + Environment.NewLine,
            second.Errors.Replace(folder.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        Assert.EndsWith(" ", File.ReadAllText(folder["penguins.table.json"]), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("table", folder["penguins.csv"], "--target", "species", "--force")).Code);
        Assert.Equal(0, (await RunAsync("table", folder["penguins.csv"], "--target", "body_mass_g", "--task", "number", "--name", "Weights", "--out", folder["w.table.json"])).Code);
        Assert.Equal("Weights", TableSchema.Load(folder["w.table.json"]).Name);
    }

    [Theory]
    [InlineData(2, "Required argument 'FILE' missing for command: 'table'.", "table", "--target", "a")]
    [InlineData(2, "Option '--target' is required.", "table", "x.csv")]
    [InlineData(2, "--task is 'guess'; classes or number or several is expected.", "table", "x.csv", "--target", "a", "--task", "guess")]
    [InlineData(2, "Unrecognized command or argument 'tabel'.", "tabel")]
    [InlineData(1, "'nowhere.csv' cannot be read", "table", "nowhere.csv", "--target", "a")]
    public async Task A_wrong_command_line_and_a_wrong_file_have_codes_of_their_own(int code, string message, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    [Fact]
    public async Task Help_tells_the_exit_codes() =>
        Assert.Contains("Exit codes: 0 written, 1", (await RunAsync("table", "--help")).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public async Task A_program_has_it_too()
    {
        using var folder = new TempFolder();
        File.Copy(Penguins(), folder["penguins.csv"]);

        await Cli.DoAsync("table", folder["penguins.csv"], "--target", "species");

        Assert.Equal("Penguins", TableSchema.Load(folder["penguins.table.json"]).Name);
    }

    private static async Task<Said> RunAsync(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await AppCommands.OfTool(new AppConsole(output, errors, null, TimeProvider.System)).RunAsync(arguments);
        return new Said(code, output.ToString(), errors.ToString());
    }

    private static string Penguins([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../samples/Penguins/penguins.csv"));
}
