namespace Hyper.Tables.Schema;

/// <summary>What the parts of a schema have to agree in.</summary>
internal static class SchemaCheck
{
    // Fewer rows may well have a different word each by chance.
    private const int FewestRowsOfNames = 20;

    /// <summary>Checks one column.</summary>
    public static void Require(SchemaFields fields, TableColumn column)
    {
        if (column.Kind == ColumnKind.Category && column.Words.Count == 0)
        {
            throw fields.Fault("a category needs its \"words\", and there are none");
        }

        if (column.Words.GroupBy(word => word, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw fields.Fault($"the word '{twice.Key}' is there twice; each word has one place");
        }

        if (column.Min > column.Max)
        {
            throw fields.Fault($"\"min\" is {Shown(column, column.Min.Value)} and \"max\" is {Shown(column, column.Max.Value)}; the smaller one comes first");
        }
    }

    /// <summary>Checks the whole.</summary>
    public static void Require(SchemaFields fields, string name, TableFile file, TableTask task, IReadOnlyList<string> targets, IReadOnlyList<TableColumn> columns)
    {
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw fields.Fault($"two columns are called '{twice.Key}'; each has its own name");
        }

        if (targets.GroupBy(target => target, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } again)
        {
            throw fields.Fault($"the target '{again.Key}' is there twice");
        }

        var found = targets.Select(target => columns.FirstOrDefault(column => column.Name == target)
            ?? throw fields.Fault($"the target '{target}' is no column; the columns are {SchemaNames.Shown(columns.Select(column => column.Name))}")).ToList();
        RequireTargets(name, task, found);
        foreach (var column in columns)
        {
            RequireWords(name, file, column, targets.Contains(column.Name));
        }

        if (!columns.Any(column => column.IsUsed && !targets.Contains(column.Name)))
        {
            throw fields.Fault("there is no input: each column is a target, a text or an id. Give one of them the kind number, category or date");
        }
    }

    private static void RequireTargets(string schema, TableTask task, List<TableColumn> targets)
    {
        var first = targets[0];
        switch (task)
        {
            case TableTask.Classes when first.Kind != ColumnKind.Category:
                throw At(schema, first, $"the task is 'classes', and its target is a {SchemaNames.Kinds.Of(first.Kind)}; make it a category with its words, or the task 'number'");
            case TableTask.Classes when first.Words.Count < 2:
                throw At(schema, first, $"the target has the one word '{first.Words[0]}'; there is nothing to tell apart");
            case TableTask.Number when first.Kind != ColumnKind.Number:
                throw At(schema, first, $"the task is 'number', and its target is a {SchemaNames.Kinds.Of(first.Kind)}; make it a number, or the task 'classes'");
            case TableTask.Several when targets.Any(target => target.Kind != first.Kind) || first.Kind is not (ColumnKind.Number or ColumnKind.Category):
                throw At(schema, targets.Find(target => target.Kind != first.Kind) ?? first, "the task is 'several', and its targets are all numbers, or all categories of two words");
            case TableTask.Several when targets.Find(target => target.Kind == ColumnKind.Category && target.Words.Count != 2) is { } wrong:
                throw At(schema, wrong, FormattableString.Invariant($"it is a label that holds or not, and has {wrong.Words.Count} words; two are expected, the second one for what holds"));
            default:
                break;
        }

        if (targets.Find(target => target.Encode != CategoryEncoding.OneHot || target.Unknown != UnknownWord.Refuse) is { } encoded)
        {
            throw At(schema, encoded, "it is a target; \"encode\" and \"unknown\" are of inputs, so remove them");
        }
    }

    private static void RequireWords(string schema, TableFile file, TableColumn column, bool isTarget)
    {
        if (column.Words.FirstOrDefault(file.Missing.Contains) is { } mark)
        {
            throw At(schema, column, $"the word '{mark}' is also a mark for missing cells; remove it from one of the two");
        }

        if (!isTarget && file.Rows >= FewestRowsOfNames && column.Words.Count == file.Rows)
        {
            throw At(schema, column, FormattableString.Invariant(
                $"it has a different word in each of the {file.Rows} rows: it names the row, and a model would learn the rows by heart; make its kind 'id'"));
        }
    }

    private static string Shown(TableColumn column, double value) =>
        column.Kind == ColumnKind.Date ? CellDate.Text(value) : FormattableString.Invariant($"{value}");

    private static HyperDslException At(string schema, TableColumn column, string what) => new($"'{schema}', column '{column.Name}': {what}.");
}
