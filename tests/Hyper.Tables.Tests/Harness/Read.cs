using System.Runtime.CompilerServices;
using Hyper.Tables.Inference;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Tests.Harness;

/// <summary>Short ways to what most tests begin with.</summary>
internal static class Read
{
    /// <summary>The guesses of a file.</summary>
    public static TableSchema Infer(string path, params string[] targets) => TableInference.Infer(path, new TableInferenceOptions { Targets = targets });

    /// <summary>The cells of a file by a schema.</summary>
    public static TableData Data(string path, TableSchema schema)
    {
        using var rows = TableFiles.Open(path, schema.File);
        return TableReader.Read(rows, schema);
    }

    /// <summary>The cells of a text, by the schema that is guessed of it.</summary>
    public static TableData Guessed(string text, params string[] targets)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("table.csv", text);
        return Data(path, Infer(path, targets));
    }

    /// <summary>The message of the one error that is expected, with the folder's path left out.</summary>
    public static string Fault(Action action, TemporaryFolder? folder = null)
    {
        var message = Assert.Throws<HyperDslException>(action).Message;
        return folder is null ? message : message.Replace(folder.Path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    /// <summary>A column of a schema.</summary>
    public static TableColumn Column(this TableSchema schema, string name) => schema.Columns.Single(column => column.Name == name);

    /// <summary>The sample's file of penguins.</summary>
    public static string Penguins([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../../samples/Penguins/penguins.csv"));

    /// <summary>The sample's schema.</summary>
    public static TableSchema PenguinsSchema() => TableSchema.Load(System.IO.Path.ChangeExtension(Penguins(), ".table.json"));
}
