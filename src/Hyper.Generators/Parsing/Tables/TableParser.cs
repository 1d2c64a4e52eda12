using System.Globalization;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Tables;
using Hyper.Generators.Parsing.Tables.Json;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Hyper.Generators.Parsing.Tables;

/// <summary>Reads a schema. What compiler and runtime must count alike, the widths of columns, follows from it alone.</summary>
internal sealed class TableParser
{
    /// <summary>More words are no enum that anybody would read.</summary>
    private const int MostMembers = 256;

    private static readonly string[] Dates =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly string _path;
    private readonly SourceText _text;
    private readonly string? _rootNamespace;
    private readonly List<Diagnostic> _faults = [];

    private TableParser(string path, SourceText text, string? rootNamespace)
    {
        _path = path;
        _text = text;
        _rootNamespace = rootNamespace;
    }

    private string File => Path.GetFileName(_path);

    /// <summary>Reads a schema.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="rootNamespace">The project's namespace, for a schema that says none.</param>
    public static ParsedTable Parse(string path, SourceText text, string? rootNamespace)
    {
        var parser = new TableParser(path, text, rootNamespace);
        TableModel? table = null;
        try
        {
            table = parser.Table(new SchemaFields(JsonReader.Read(text.ToString()), "the schema", "version", "table", "namespace", "file", "task", "target", "targets", "columns"));
        }
        catch (JsonFault fault)
        {
            parser.Report(TableRules.SchemaUnreadable, fault.Start, fault.Length, parser.Place(fault.Start) + fault.Message);
        }

        return new ParsedTable(parser._faults.Count == 0 ? table : null, path, parser._faults.ToEquatableArray());
    }

    private TableModel? Table(SchemaFields schema)
    {
        if (schema.Number("version") is var version && version != 1)
        {
            var found = schema.Find("version") ?? throw SchemaFields.Fault(schema.Node, "the schema has no field 'version'");
            throw SchemaFields.Fault(found, $"its version is {version!.Value.Code()}, and this compiler reads version 1");
        }

        var name = schema.RequiredText("table");
        RequireName(name, name.Value, "the name of a class");
        var space = schema.Text("namespace");
        foreach (var part in space?.Value.Split('.') ?? [])
        {
            RequireName(space!, part, "a namespace");
        }

        if (((space?.Value ?? _rootNamespace) ?? "").Split('.')[0] == name.Value)
        {
            Wrong(name, $"'{name.Value}' as the name of a class in the namespace '{space?.Value ?? _rootNamespace}', which hides it from files without a namespace", $"give 'table' another name, such as {name.Value}Table");
        }

        var file = SchemaFile.Read(schema);
        var columns = schema.Items("columns").Select(Column).ToList();
        foreach (var column in columns)
        {
            RequireWords(column, file);
        }

        foreach (var twice in columns.GroupBy(column => column.Name.Value, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Wrong(twice.Last().Name, $"two columns '{twice.Key}'", "name each column once, as the header of the file does");
        }

        var targets = Targets(schema, columns);
        var task = TaskOf(schema, targets);
        foreach (var column in columns.Where(column => !targets.Contains(column) && file.NamesRows(column.Words.Count)))
        {
            Wrong(column.Name, $"a different word in each row of the column '{column.Name.Value}'", "let its kind be id: a model would learn the rows by heart");
        }

        var inputs = columns.Where(column => column.Kind is not (ColumnKind.Text or ColumnKind.Id) && !targets.Contains(column)).ToList();
        if (inputs.Count == 0)
        {
            Wrong(schema.Node, "no column to learn from", "let at least one column beside the target be a number, a category or a date");
        }

        if (_faults.Count > 0 || task is null)
        {
            return null;
        }

        var named = Named([.. inputs, .. targets], name.Value);
        return new TableModel(
            space?.Value ?? _rootNamespace, name.Value, File, task.Value,
            named.Take(inputs.Count).ToEquatableArray(), named.Skip(inputs.Count).ToEquatableArray());
    }

    private SchemaColumn Column(JsonNode node)
    {
        var written = (node as JsonObject)?.Fields.FirstOrDefault(field => field.Name.Value == "name")?.Value as JsonText;
        var fields = new SchemaFields(node, written is null ? "a column" : $"the column '{written.Value}'", SchemaColumn.Fields);
        var name = fields.RequiredText("name");
        var kind = Choice(fields, "kind", fields.RequiredText("kind"), ("number", ColumnKind.Number), ("category", ColumnKind.Category), ("date", ColumnKind.Date), ("text", ColumnKind.Text), ("id", ColumnKind.Id));
        var isCategory = kind == ColumnKind.Category;
        var words = fields.Texts("words");
        if (isCategory && words.Count == 0)
        {
            Wrong(fields.Find("words") ?? name, $"no words of the category '{name.Value}'", "list them in 'words', or let its kind be text, which is left out");
        }

        foreach (var twice in words.GroupBy(word => word.Value, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Wrong(twice.Last(), $"the word '{twice.Key}' twice in the column '{name.Value}'", "list each word once");
        }

        Only(fields, isCategory, kind, "words", "encode", "unknown");
        Only(fields, kind is ColumnKind.Number or ColumnKind.Date, kind, "scale", "min", "max");
        Only(fields, kind is ColumnKind.Date, kind, "format");
        _ = (fields.Text("format"), fields.Text("why"));
        if (Bound(fields, "min", kind) is { } least && Bound(fields, "max", kind) is { } most && least > most)
        {
            Wrong(fields.Find("min")!, $"a range of the column '{name.Value}' whose 'min' is above its 'max'", "swap 'min' and 'max'");
        }

        if (fields.Text("scale") is { } scale)
        {
            Choice(fields, "scale", scale, ("standard", 0), ("log", 0), ("none", 0));
        }

        var property = fields.Text("property");
        if (property is not null)
        {
            RequireName(property, property.Value, "the name of a property");
        }

        var isIndex = fields.Text("encode") is { } encode && Choice(fields, "encode", encode, ("one-hot", false), ("index", true));
        var takesUnknown = fields.Text("unknown") is { } unknown && Choice(fields, "unknown", unknown, ("refuse", false), ("missing", true));
        return new SchemaColumn(name, kind, property?.Value, words, isIndex, fields.Count("missing") > 0 || takesUnknown, isIndex ? fields.Find("encode") : takesUnknown ? fields.Find("unknown") : null);
    }

    /// <summary>An end of a range: a number, or of a date the days since 1970-01-01.</summary>
    private static double? Bound(SchemaFields fields, string name, ColumnKind kind)
        => kind != ColumnKind.Date ? fields.Number(name)
            : fields.Text(name) is not { } text ? null
            : DateTime.TryParseExact(text.Value, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? (day - new DateTime(1970, 1, 1)).TotalDays
            : throw SchemaFields.Fault(text, $"'{name}' of {fields.What} is '{text.Value}', which is no date such as 2026-01-31");

    private void RequireWords(SchemaColumn column, SchemaFile file)
    {
        if (column.Words.FirstOrDefault(word => file.Missing.Contains(word.Value)) is { } mark)
        {
            Wrong(mark, $"the word '{mark.Value}' in the column '{column.Name.Value}', which is also a mark of missing cells", "take it out of one of the two");
        }
    }

    private List<SchemaColumn> Targets(SchemaFields schema, List<SchemaColumn> columns)
    {
        var single = schema.Text("target");
        var names = single is not null ? [single] : schema.Texts("targets");
        if (names.Count == 0 || (single is not null && schema.Find("targets") is not null))
        {
            Wrong(schema.Find("targets") ?? schema.Node, names.Count == 0 ? "no target" : "both 'target' and 'targets'", "say in 'target' which column is to be learned, or in 'targets' which ones");
        }

        var found = new List<SchemaColumn>();
        foreach (var name in names)
        {
            if (columns.FirstOrDefault(column => column.Name.Value == name.Value) is not { } column)
            {
                Wrong(name, $"the target '{name.Value}', which is none of its columns", $"write one of {Listed(columns.Select(each => each.Name.Value))}");
            }
            else if (found.Contains(column))
            {
                Wrong(name, $"the target '{name.Value}' twice", "name each target once");
            }
            else if (column.Kind is not (ColumnKind.Number or ColumnKind.Category))
            {
                Wrong(name, $"the target '{name.Value}' of the kind {Word(column.Kind)}", "let a target be a number or a category");
            }
            else if (column.OfInput is { } ofInput)
            {
                Wrong(ofInput, $"'encode' or 'unknown' in the target '{name.Value}'", "take it out: they are about columns that are learned from");
            }
            else
            {
                found.Add(column);
            }
        }

        return found;
    }

    private TableTask? TaskOf(SchemaFields schema, List<SchemaColumn> targets)
    {
        var written = schema.RequiredText("task");
        var task = Choice(schema, "task", written, ("classes", "classes"), ("number", "number"), ("several", "several"));
        if (_faults.Count > 0)
        {
            return null;
        }

        var areNumbers = targets.TrueForAll(target => target.Kind == ColumnKind.Number);
        var areWords = targets.TrueForAll(target => target.Kind == ColumnKind.Category);
        switch (task)
        {
            case "classes" when targets.Count == 1 && areWords && targets[0].Words.Count > 1:
                return TableTask.Classes;
            case "number" when targets.Count == 1 && areNumbers:
                return TableTask.Number;
            case "several" when targets.Count > 1 && areNumbers:
                return TableTask.Numbers;
            case "several" when targets.Count > 1 && areWords && targets.TrueForAll(target => target.Words.Count == 2):
                return TableTask.Labels;
            default:
                Wrong(
                    written,
                    $"the task {task}, and {Listed(targets.Select(target => $"'{target.Name.Value}' is a {Word(target.Kind)}{(target.Kind == ColumnKind.Category ? $" of {target.Words.Count.Code()} words" : "")}"))}",
                    task switch
                    {
                        "classes" => "classes has one target, a category of at least two words",
                        "number" => "number has one target, a number",
                        _ => "several has at least two targets, all numbers or all categories of two words",
                    });
                return null;
        }
    }

    private static List<TableColumn> Named(List<SchemaColumn> columns, string table)
    {
        var properties = TableNames.Properties(columns.Select(column => column.Property ?? column.Name.Value), table);
        return [.. columns.Select((column, index) => new TableColumn(
            column.Name.Value,
            column.Kind,
            properties[index],
            TableNames.Enum(properties[index]),
            column.Words.Select(word => word.Value).ToEquatableArray(),
            (column.Words.Count <= MostMembers ? TableNames.Members(column.Words.Select(word => word.Value)) : []).ToEquatableArray(),
            column.IsIndex,
            column.TellsMissing))];
    }

    private void RequireName(JsonText written, string name, string what)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            Wrong(written, $"'{name}' as {what}", "write letters, digits and underscores, with no digit first, and no keyword");
        }
    }

    private void Only(SchemaFields fields, bool applies, ColumnKind kind, params string[] names)
    {
        foreach (var name in names)
        {
            if (!applies && fields.Find(name) is { } field)
            {
                Wrong(field, $"'{name}' in {fields.What}, which is a {Word(kind)}", $"take '{name}' out, or change the kind");
            }
        }
    }

    private static T Choice<T>(SchemaFields fields, string name, JsonText written, params (string Word, T Value)[] choices)
    {
        foreach (var (word, value) in choices)
        {
            if (word == written.Value)
            {
                return value;
            }
        }

        throw SchemaFields.Fault(written, $"'{name}' of {fields.What} is '{written.Value}', which is none of {string.Join(", ", choices.Select(choice => choice.Word))}");
    }

    private static string Word(ColumnKind kind) => kind.ToString().ToLowerInvariant();

    private static string Listed(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(8)) + (all.Count > 8 ? ", …" : "");
    }

    private string Place(int start)
    {
        var place = _text.Lines.GetLinePosition(Math.Min(start, _text.Length));
        return $"in line {(place.Line + 1).Code()}, ";
    }

    private void Wrong(JsonNode where, string found, string cure) => Report(TableRules.SchemaWrong, where.Start, where.Length, found, cure);

    private void Report(DiagnosticDescriptor rule, int start, int length, params object[] arguments)
    {
        var span = new TextSpan(Math.Min(start, _text.Length), Math.Min(length, _text.Length - Math.Min(start, _text.Length)));
        _faults.Add(Diagnostic.Create(rule, Location.Create(_path, span, _text.Lines.GetLinePositionSpan(span)), [File, .. arguments]));
    }
}
