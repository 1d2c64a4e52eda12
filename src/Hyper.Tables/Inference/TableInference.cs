using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Hyper.Tables.Reading;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Inference;

/// <summary>Makes the schema of a table by looking at a file, once and row by row: how large it is does not matter.</summary>
public static partial class TableInference
{
    // A target of whole numbers with more different ones is a quantity.
    private const int MostNumberedClasses = 20;

    private static readonly string[] Endings = [".gz", ".csv", ".tsv", ".txt", ".tab", ".parquet"];

    /// <summary>Looks at a file.</summary>
    /// <param name="path">A CSV, TSV or Parquet file, which may be compressed with gzip.</param>
    /// <param name="options">The target, and what else is known.</param>
    /// <returns>The schema. Each of its columns says why it was taken for what it is.</returns>
    /// <exception cref="HyperDslException">The file cannot be read, or the target is no column that can be predicted.</exception>
    public static TableSchema Infer(string path, TableInferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        var layout = LayoutGuess.Of(path, options.Header);
        var columns = Summarize(path, layout, out var rows);
        var targets = options.Targets.Select(target => columns.Find(column => column.Name == target)
            ?? throw new HyperDslException($"'{path}' has no column '{target}' to predict; it has {SchemaNames.Shown(columns.Select(column => column.Name))}.")).ToList();
        if (targets.Count == 0 || targets.Distinct().Count() != targets.Count)
        {
            throw new HyperDslException("There is no target, or one is named twice; name each column that is to be predicted once.");
        }

        var (task, found) = new TargetGuess(rows).Of(targets, options.Task);
        var guess = new ColumnGuess(rows);
        TableColumn[] all = [.. columns.Select(column => found.Find(target => target.Name == column.Name) ?? guess.Input(column))];
        var marks = Marks(columns, all);
        layout = layout with
        {
            Missing = marks,
            Rows = rows,
            Sha256 = HashOf(path),
        };
        all = [.. all.Zip(columns, (column, summary) => WithoutMarks(column, summary, marks))];
        var schema = new TableSchema(options.Name ?? ClassNameOf(path), space: null, layout, task, all, options.Targets);

        // What is written must be readable: what the guesses say together is checked by the reader.
        return TableSchema.Parse(schema.ToJson(), path);
    }

    /// <summary>Where the schema of a file belongs: beside it, under its name without its endings.</summary>
    /// <param name="path">The file of data.</param>
    public static string SchemaPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", Stem(path) + ".table.json");
    }

    private static List<ColumnSummary> Summarize(string path, TableFile layout, out long rows)
    {
        using var source = TableFiles.Open(path, layout);
        List<ColumnSummary> columns = [.. source.Columns.Select(name => new ColumnSummary(name, layout.Decimal))];
        rows = 0;
        while (source.Read())
        {
            rows++;
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Add(source.Cell(i));
            }
        }

        return rows > 0 ? columns : throw new HyperDslException($"'{path}': there is no row{(layout.Header ? " after the header" : "")}; at least one is expected.");
    }

    // The empty cell always: whoever adds rows may leave one out.
    private static IReadOnlyList<string> Marks(List<ColumnSummary> columns, TableColumn[] guesses)
    {
        var odd = columns.Zip(guesses).Where(pair => pair.Second.Kind == ColumnKind.Number && pair.First.OddMark is not null).Select(pair => pair.First.OddMark!.Value.Word);
        return [.. columns.SelectMany(column => column.Marks).Concat(odd).Prepend("").Distinct(StringComparer.Ordinal)];
    }

    // What stands for a missing cell among numbers stands for it in the whole file.
    private static TableColumn WithoutMarks(TableColumn column, ColumnSummary summary, IReadOnlyList<string> marks) => column with
    {
        Words = [.. column.Words.Where(word => !marks.Contains(word))],
        Missing = column.Missing + column.Words.Where(marks.Contains).Sum(word => summary.Words.Counts[word]),
    };

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        while (Endings.FirstOrDefault(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            name = name[..^found.Length];
        }

        return name;
    }

    // A project's namespace, its own name where it says no other, would hide a class of that name from top-level statements.
    private static string ClassNameOf(string path)
    {
        var name = NameOf(path);
        for (var folder = new FileInfo(path).Directory; folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && folder.EnumerateFiles("*.csproj").FirstOrDefault() is { } project)
            {
                var space = RootNamespace().Match(File.ReadAllText(project.FullName));
                var first = (space.Success ? space.Groups[1].Value : Path.GetFileNameWithoutExtension(project.Name)).Split('.')[0];
                return first == name ? name + "Table" : name;
            }
        }

        return name;
    }

    [GeneratedRegex("<RootNamespace>([^<]+)</RootNamespace>")]
    private static partial Regex RootNamespace();

    private static string NameOf(string path)
    {
        var name = new StringBuilder();
        var isStart = true;
        foreach (var letter in Stem(path))
        {
            if (!char.IsLetterOrDigit(letter))
            {
                isStart = true;
                continue;
            }

            name.Append(isStart ? char.ToUpperInvariant(letter) : letter);
            isStart = false;
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? "Table" + name : name.ToString();
    }

    private sealed class TargetGuess(long rows)
    {
        public (TableTask Task, List<TableColumn> Targets) Of(List<ColumnSummary> targets, TableTask? wanted)
        {
            var guess = new ColumnGuess(rows);
            if (targets.Count > 1 || wanted == TableTask.Several)
            {
                if (wanted is not (null or TableTask.Several))
                {
                    throw new HyperDslException($"The task '{SchemaNames.Tasks.Of(wanted.Value)}' has one target, and {targets.Count} are named; name one, or leave --task out.");
                }

                return targets.TrueForAll(target => !target.Words.AreTooMany && target.Words.Counts.Count == 2)
                    ? (TableTask.Several, [.. targets.Select(target => guess.Classes(target, "a target; it has two words, and is a label that holds or not"))])
                    : (TableTask.Several, [.. targets.Select(target => ColumnGuess.Numbers(target, "a target; numbers"))]);
            }

            var target = targets[0];
            var words = target.Words.Counts.Count;
            if (wanted == TableTask.Classes)
            {
                return (TableTask.Classes, [guess.Classes(target, "the target; classes were asked for")]);
            }

            if (wanted == TableTask.Number)
            {
                return (TableTask.Number, [ColumnGuess.Numbers(target, "the target; a number was asked for")]);
            }

            var isNumber = target.AreNumbers || target.OddMark is not null;
            if (isNumber && words != 2 && (target.Words.AreTooMany || !target.Numbers.AreWhole || words > MostNumberedClasses || words > rows / 5))
            {
                return (TableTask.Number, [ColumnGuess.Numbers(target, "the target; numbers")]);
            }

            var why = isNumber
                ? FormattableString.Invariant($"the target; {words} different whole numbers in {rows} rows are taken for classes (--task number for a quantity)")
                : FormattableString.Invariant($"the target; {words} words in {rows} rows");
            return (TableTask.Classes, [guess.Classes(target, why)]);
        }
    }
}
