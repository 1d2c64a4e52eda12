using Hyper.Tool;

namespace Hyper.Tables.Tests.Tool;

public sealed class TableCommandTests
{
    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = HyperCommand.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [Fact]
    public void A_schema_is_written_beside_the_file_and_what_was_guessed_is_told()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Read.Penguins(), folder["penguins.csv"]);

        var (code, output, errors) = Run("table", folder["penguins.csv"], "--target", "species");

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(File.ReadAllText(Path.ChangeExtension(Read.Penguins(), ".table.json")), File.ReadAllText(folder["penguins.table.json"]));
        Assert.Contains("penguins.csv: 344 rows, 7 columns, csv, cells separated by ',', decimal '.', utf-8, with a header.", output, StringComparison.Ordinal);
        Assert.Contains("14 inputs, 3 outputs; the task is 'classes'.", output, StringComparison.Ordinal);

        // Once more is as good; over somebody's work is not.
        Assert.Equal(0, Run("table", folder["penguins.csv"], "--target", "species").Code);
        File.AppendAllText(folder["penguins.table.json"], " ");
        var second = Run("table", folder["penguins.csv"], "--target", "species");
        Assert.Equal(1, second.Code);
        Assert.Equal(
            "hyper: 'penguins.table.json' is there and says something else: it may have been edited, or the data have changed. --force replaces it, and --out FILE writes elsewhere." + Environment.NewLine,
            second.Errors.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        Assert.EndsWith(" ", File.ReadAllText(folder["penguins.table.json"]), StringComparison.Ordinal);
        Assert.Equal(0, Run("table", folder["penguins.csv"], "--target", "species", "--force").Code);
        Assert.Equal(0, Run("table", folder["penguins.csv"], "--target", "body_mass_g", "--task", "number", "--name", "Weights", "--out", folder["w.table.json"]).Code);
        Assert.Equal("Weights", TableSchema.Load(folder["w.table.json"]).Name);
    }

    [Theory]
    [InlineData(2, "Required argument 'FILE' missing for command: 'table'.", "table", "--target", "a")]
    [InlineData(2, "Option '--target' is required.", "table", "x.csv")]
    [InlineData(2, "--task is 'guess'; classes or number or several is expected.", "table", "x.csv", "--target", "a", "--task", "guess")]
    [InlineData(2, "Unrecognized command or argument 'tabel'.", "tabel")]
    [InlineData(1, "'nowhere.csv' cannot be read", "table", "nowhere.csv", "--target", "a")]
    public void A_wrong_command_line_and_a_wrong_file_have_codes_of_their_own(int code, string message, params string[] arguments)
    {
        var run = Run(arguments);

        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    [Fact]
    public void Help_tells_the_exit_codes() => Assert.Contains("Exit codes: 0 written, 1", Run("table", "--help").Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
}
