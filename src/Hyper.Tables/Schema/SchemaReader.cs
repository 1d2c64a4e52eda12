using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hyper.Tables.Schema;

/// <summary>Reads the text of a schema; what the columns say together is checked by <see cref="SchemaCheck"/>.</summary>
internal static partial class SchemaReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a schema.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="name">What errors call it.</param>
    public static TableSchema Read(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement, name);
        }
        catch (JsonException problem)
        {
            var line = problem.LineNumber is { } number ? FormattableString.Invariant($", line {number + 1}") : "";
            throw new HyperDslException($"'{name}'{line}: this is no JSON: {Sentence().Match(problem.Message).Value}.", problem);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            // Written as a letter or as an escape, it is no text.
            throw new HyperDslException($"'{name}': there is half of a character in it, a surrogate without the other one; write the character whole.", problem);
        }
    }

    private static TableSchema Read(JsonElement root, string name)
    {
        var fields = new SchemaFields(root, $"'{name}'");
        var version = fields.Count("version") ?? throw fields.Fault($"\"version\" is missing; {SchemaNames.Version} is expected");
        if (version is < 1 or > SchemaNames.Version)
        {
            throw fields.Fault(FormattableString.Invariant($"\"version\" is {version}, and this HyperDsl reads version {SchemaNames.Version}; use the HyperDsl that wrote the schema, or a later one"));
        }

        var table = Identifier(fields, "table", fields.Required("table", "the name of the C# class"));
        var space = fields.Text("namespace");
        if (space is not null)
        {
            foreach (var part in space.Split('.'))
            {
                Identifier(fields, "namespace", part);
            }
        }

        var file = ReadFile(fields.Take("file") ?? throw fields.Fault("\"file\" is missing; it says how the file is laid out"), $"'{name}', file");
        var task = fields.OneOf("task", SchemaNames.Tasks) ?? throw fields.Fault($"\"task\" is missing; one of {SchemaNames.Shown(SchemaNames.Tasks.Select(pair => pair.Name))} is expected");
        var targets = ReadTargets(fields, task);
        var columns = ReadColumns(fields, name);
        fields.End();
        SchemaCheck.Require(fields, name, file, task, targets, columns);
        return new TableSchema(table, space, file, task, columns, targets);
    }

    private static IReadOnlyList<string> ReadTargets(SchemaFields fields, TableTask task)
    {
        var target = fields.Text("target");
        var targets = fields.Texts("targets");
        if (task == TableTask.Several)
        {
            return target is null && targets is { Count: > 0 } ? targets : throw fields.Fault("the task is 'several', and its columns are named by \"targets\": [\"a\", \"b\"]");
        }

        return targets is null && target is not null ? [target] : throw fields.Fault($"the task is '{SchemaNames.Tasks.Of(task)}', and its one column is named by \"target\": \"a\"");
    }

    private static TableFile ReadFile(JsonElement json, string place)
    {
        var fields = new SchemaFields(json, place);
        var file = new TableFile(fields.Required("name", "the file that the schema was made of"), "csv");
        file = file with
        {
            Format = fields.Named("format", fields.Required("format", "csv, tsv or parquet"), SchemaNames.Formats),
        };
        file = file with
        {
            Delimiter = Letter(fields, "delimiter", letter => char.IsAscii(letter) && letter is not ('"' or '\r' or '\n'), "one ASCII character that ends no line") ?? (file.Format == "tsv" ? '\t' : ','),
            Decimal = Letter(fields, "decimal", letter => letter is '.' or ',', "\".\" or \",\"") ?? '.',
            Encoding = fields.Text("encoding") is { } encoding ? fields.Named("encoding", encoding, SchemaNames.TextEncodings) : "utf-8",
            Header = fields.Flag("header") ?? true,
            Missing = fields.Texts("missing") ?? [""],
            Rows = fields.Count("rows"),
            Sha256 = fields.Text("sha256"),
        };
        fields.End();
        if (file.IsText && file.Delimiter == file.Decimal)
        {
            throw fields.Fault($"\"delimiter\" and \"decimal\" are both '{file.Delimiter}'; a line could not be told apart");
        }

        return file;
    }

    private static char? Letter(SchemaFields fields, string name, Func<char, bool> fits, string expected) => fields.Text(name) switch
    {
        null => null,
        [var letter] when fits(letter) => letter,
        { } text => throw fields.Fault($"\"{name}\" is '{text}'; {expected} is expected"),
    };

    private static List<TableColumn> ReadColumns(SchemaFields fields, string name)
    {
        if (fields.Take("columns") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            throw fields.Fault("\"columns\" is missing; a list of at least two columns is expected");
        }

        var columns = new List<TableColumn>();
        foreach (var json in list.EnumerateArray())
        {
            columns.Add(ReadColumn(json, name, columns.Count));
        }

        return columns;
    }

    private static TableColumn ReadColumn(JsonElement json, string schema, int index)
    {
        var place = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("name", out var text) && text.ValueKind == JsonValueKind.String
            ? $"'{schema}', column '{text.GetString()}'"
            : FormattableString.Invariant($"'{schema}', column {index + 1}");
        var fields = new SchemaFields(json, place);
        var name = fields.Required("name", "what the file calls the column");
        var kind = fields.OneOf("kind", SchemaNames.Kinds) ?? throw fields.Fault($"\"kind\" is missing; one of {SchemaNames.Shown(SchemaNames.Kinds.Select(pair => pair.Name))} is expected");
        var property = fields.Text("property");
        RequireKind(fields, "words", kind, ColumnKind.Category);
        RequireKind(fields, "encode", kind, ColumnKind.Category);
        RequireKind(fields, "unknown", kind, ColumnKind.Category);
        RequireKind(fields, "scale", kind, ColumnKind.Number, ColumnKind.Date);
        RequireKind(fields, "min", kind, ColumnKind.Number, ColumnKind.Date);
        RequireKind(fields, "max", kind, ColumnKind.Number, ColumnKind.Date);
        RequireKind(fields, "format", kind, ColumnKind.Date);
        var column = new TableColumn(name, kind)
        {
            Property = property is null ? null : Identifier(fields, "property", property),
            Words = fields.Texts("words") ?? [],
            Encode = fields.OneOf("encode", SchemaNames.Encodings) ?? CategoryEncoding.OneHot,
            Unknown = fields.OneOf("unknown", SchemaNames.Unknowns) ?? UnknownWord.Refuse,
            Scale = fields.OneOf("scale", SchemaNames.Scales) ?? NumberScale.Standard,
            Min = kind == ColumnKind.Date ? Day(fields, "min") : fields.Number("min"),
            Max = kind == ColumnKind.Date ? Day(fields, "max") : fields.Number("max"),
            Format = fields.Text("format"),
            Missing = fields.Count("missing") ?? 0,
            Why = fields.Text("why"),
        };
        fields.End();
        SchemaCheck.Require(fields, column);
        return column;
    }

    private static void RequireKind(SchemaFields fields, string name, ColumnKind kind, params ReadOnlySpan<ColumnKind> kinds)
    {
        if (fields.Has(name) && !kinds.Contains(kind))
        {
            var expected = string.Join(" or ", kinds.ToArray().Select(each => SchemaNames.Kinds.Of(each)));
            var why = kind is ColumnKind.Text or ColumnKind.Id ? $": a column of the kind '{SchemaNames.Kinds.Of(kind)}' is left out" : "";
            throw fields.Fault($"\"{name}\" belongs to a {expected}, and the kind is '{SchemaNames.Kinds.Of(kind)}'{why}; remove it, or change the kind");
        }
    }

    private static double? Day(SchemaFields fields, string name) => fields.Text(name) switch
    {
        null => null,
        { } text when CellDate.TryParse(text, format: null, out var days) => days,
        { } text => throw fields.Fault($"\"{name}\" is '{text}'; a date such as \"2026-01-31\" is expected"),
    };

    private static string Identifier(SchemaFields fields, string name, string text) => CSharpName().IsMatch(text)
        ? text
        : throw fields.Fault($"\"{name}\" is '{text}'; a C# name is expected: letters, digits and underscores, no digit first");

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$")]
    private static partial Regex CSharpName();

    // System.Text.Json appends its own place, counted from 0.
    [GeneratedRegex(@"^.*?(?=\.? *(Path:|LineNumber:|$)|\. )", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
