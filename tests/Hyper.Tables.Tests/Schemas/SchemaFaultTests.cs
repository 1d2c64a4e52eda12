namespace Hyper.Tables.Tests.Schemas;

/// <summary>A schema that was edited wrongly: each mistake is one message, which says what to write instead.</summary>
public sealed class SchemaFaultTests
{
    private const string Right = """
        {
          "version": 1,
          "table": "T",
          "file": { "name": "t.csv", "format": "csv", "missing": ["", "NA"], "rows": 30 },
          "task": "classes",
          "target": "b",
          "columns": [
            { "name": "a", "kind": "number", "min": 1, "max": 2 },
            { "name": "b", "kind": "category", "words": ["x", "y"] },
            { "name": "c", "kind": "category", "words": ["u", "v"], "encode": "one-hot" }
          ]
        }
        """;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\"version\": 1,", "\"version\": 1", "'t.table.json', line 3: this is no JSON: '\"' is invalid after a value." },
        { "\"version\": 1,", "", "'t.table.json': \"version\" is missing; 1 is expected." },
        { "\"version\": 1", "\"version\": 2", "'t.table.json': \"version\" is 2, and this HyperDsl reads version 1; use the HyperDsl that wrote the schema, or a later one." },
        { "\"table\": \"T\"", "\"table\": \"1st table\"", "'t.table.json': \"table\" is '1st table'; a C# name is expected: letters, digits and underscores, no digit first." },
        { "\"table\": \"T\"", "\"tabel\": \"T\"", "'t.table.json': \"table\" is missing; it is the name of the C# class." },
        { "\"table\": \"T\"", "\"table\": \"T\", \"colour\": 1", "'t.table.json': there is no field \"colour\"; the fields are version, table, namespace, file, task, target, targets, columns." },
        { "\"table\": \"T\"", "\"table\": \"T\", \"namespace\": \"a..b\"", "'t.table.json': \"namespace\" is ''; a C# name is expected: letters, digits and underscores, no digit first." },
        { "\"task\": \"classes\"", "\"task\": \"clusters\"", "'t.table.json': \"task\" is 'clusters'; one of 'classes', 'number', 'several' is expected." },
        { "\"target\": \"b\"", "\"targets\": [\"b\"]", "'t.table.json': the task is 'classes', and its one column is named by \"target\": \"a\"." },
        { "\"target\": \"b\"", "\"target\": \"species\"", "'t.table.json': the target 'species' is no column; the columns are 'a', 'b', 'c'." },
        { "\"target\": \"b\"", "\"target\": \"a\"", "'t.table.json', column 'a': the task is 'classes', and its target is a number; make it a category with its words, or the task 'number'." },
        { "\"task\": \"classes\"", "\"task\": \"number\"", "'t.table.json', column 'b': the task is 'number', and its target is a category; make it a number, or the task 'classes'." },
        { "\"task\": \"classes\"", "\"task\": \"several\"", "'t.table.json': the task is 'several', and its columns are named by \"targets\": [\"a\", \"b\"]." },
        { "\"task\": \"classes\",\n  \"target\": \"b\"", "\"task\": \"several\", \"targets\": [\"a\", \"b\"]", "'t.table.json', column 'b': the task is 'several', and its targets are all numbers, or all categories of two words." },
        { "\"task\": \"classes\",\n  \"target\": \"b\"", "\"task\": \"several\", \"targets\": [\"b\", \"b\"]", "'t.table.json': the target 'b' is there twice." },
        { "\"words\": [\"x\", \"y\"]", "\"words\": [\"x\"]", "'t.table.json', column 'b': the target has the one word 'x'; there is nothing to tell apart." },
        { "\"words\": [\"x\", \"y\"]", "\"words\": []", "'t.table.json', column 'b': a category needs its \"words\", and there are none." },
        { "\"words\": [\"x\", \"y\"]", "\"words\": [\"x\", \"y\", \"x\"]", "'t.table.json', column 'b': the word 'x' is there twice; each word has one place." },
        { "\"words\": [\"x\", \"y\"]", "\"words\": [\"x\", 2]", "'t.table.json', column 'b': \"words\" is [\"x\", 2]; texts in brackets are expected, such as [\"a\", \"b\"]." },
        { "\"words\": [\"u\", \"v\"]", "\"words\": [\"u\", \"NA\"]", "'t.table.json', column 'c': the word 'NA' is also a mark for missing cells; remove it from one of the two." },
        { "\"words\": [\"x\", \"y\"]", "\"words\": [\"x\", \"y\"], \"encode\": \"index\"", "'t.table.json', column 'b': it is a target; \"encode\" and \"unknown\" are of inputs, so remove them." },
        { "\"min\": 1, \"max\": 2", "\"min\": 2, \"max\": 1", "'t.table.json', column 'a': \"min\" is 2 and \"max\" is 1; the smaller one comes first." },
        { "\"min\": 1", "\"min\": \"1\"", "'t.table.json', column 'a': \"min\" is \"1\"; a number is expected." },
        { "\"min\": 1", "\"minimum\": 1", "'t.table.json', column 'a': there is no field \"minimum\"; the fields are name, kind, property, words, encode, unknown, scale, min, max, format, missing, why." },
        { "\"kind\": \"number\"", "\"kind\": \"integer\"", "'t.table.json', column 'a': \"kind\" is 'integer'; one of 'number', 'category', 'date', 'text', 'id' is expected." },
        { "\"kind\": \"number\", ", "", "'t.table.json', column 'a': \"kind\" is missing; one of 'number', 'category', 'date', 'text', 'id' is expected." },
        { "\"kind\": \"number\", \"min\": 1, \"max\": 2", "\"kind\": \"id\", \"scale\": \"none\"", "'t.table.json', column 'a': \"scale\" belongs to a number or date, and the kind is 'id': a column of the kind 'id' is left out; remove it, or change the kind." },
        { "\"kind\": \"number\"", "\"kind\": \"date\"", "'t.table.json', column 'a': \"min\" is 1; a text in quotation marks is expected." },
        { "\"min\": 1, \"max\": 2", "\"words\": [\"x\"]", "'t.table.json', column 'a': \"words\" belongs to a category, and the kind is 'number'; remove it, or change the kind." },
        { "\"min\": 1, \"max\": 2", "\"scale\": \"logarithmic\"", "'t.table.json', column 'a': \"scale\" is 'logarithmic'; one of 'standard', 'log', 'none' is expected." },
        { "\"min\": 1, \"max\": 2", "\"missing\": -1", "'t.table.json', column 'a': \"missing\" is -1; a whole number from 0 is expected." },
        { "\"encode\": \"one-hot\"", "\"encode\": \"onehot\"", "'t.table.json', column 'c': \"encode\" is 'onehot'; one of 'one-hot', 'index' is expected." },
        { "\"encode\": \"one-hot\"", "\"property\": \"a-b\"", "'t.table.json', column 'c': \"property\" is 'a-b'; a C# name is expected: letters, digits and underscores, no digit first." },
        { "\"name\": \"c\"", "\"name\": \"\\ud800\"", "'t.table.json': there is half of a character in it, a surrogate without the other one; write the character whole." },
        { "\"name\": \"c\"", "\"name\": \"a\"", "'t.table.json': two columns are called 'a'; each has its own name." },
        { "\"name\": \"a\", ", "", "'t.table.json', column 1: \"name\" is missing; it is what the file calls the column." },
        { "\"format\": \"csv\"", "\"format\": \"xlsx\"", "'t.table.json', file: \"format\" is 'xlsx'; one of 'csv', 'tsv', 'parquet' is expected." },
        { "\"format\": \"csv\"", "\"format\": \"csv\", \"delimiter\": \"::\"", "'t.table.json', file: \"delimiter\" is '::'; one ASCII character that ends no line is expected." },
        { "\"format\": \"csv\"", "\"format\": \"csv\", \"decimal\": \",\"", "'t.table.json', file: \"delimiter\" and \"decimal\" are both ','; a line could not be told apart." },
        { "\"format\": \"csv\"", "\"format\": \"csv\", \"encoding\": \"ascii\"", "'t.table.json', file: \"encoding\" is 'ascii'; one of 'utf-8', 'utf-16', 'utf-16be', 'iso-8859-1' is expected." },
        { "\"format\": \"csv\"", "\"format\": \"csv\", \"header\": \"yes\"", "'t.table.json', file: \"header\" is \"yes\"; true or false is expected." },
        { "{ \"name\": \"t.csv\", \"format\": \"csv\", \"missing\": [\"\", \"NA\"], \"rows\": 30 }", "\"t.csv\"", "'t.table.json', file: \"t.csv\" is no object; fields in braces are expected." },
    };

    [Fact]
    public void Without_a_mistake_there_is_none() => TableSchema.Parse(Right, "t.table.json");

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_one_message(string from, string to, string message)
    {
        Assert.Contains(from, Right, StringComparison.Ordinal);

        Assert.Equal(message, Read.Fault(() => TableSchema.Parse(Right.Replace(from, to, StringComparison.Ordinal), "t.table.json")));
    }

    [Fact]
    public void A_table_without_an_input_is_refused() => Assert.Equal(
        "'t.table.json': there is no input: each column is a target, a text or an id. Give one of them the kind number, category or date.",
        Read.Fault(() => TableSchema.Parse(Right.Replace("\"number\", \"min\": 1, \"max\": 2", "\"id\"", StringComparison.Ordinal).Replace("\"category\", \"words\": [\"u\", \"v\"], \"encode\": \"one-hot\"", "\"text\"", StringComparison.Ordinal), "t.table.json")));

    [Fact]
    public void An_id_that_is_made_an_input_is_refused()
    {
        var words = string.Join(", ", Enumerable.Range(0, 30).Select(row => $"\"w{row}\""));

        Assert.Equal(
            "'t.table.json', column 'c': it has a different word in each of the 30 rows: it names the row, and a model would learn the rows by heart; make its kind 'id'.",
            Read.Fault(() => TableSchema.Parse(Right.Replace("\"u\", \"v\"", words, StringComparison.Ordinal), "t.table.json")));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.StartsWith("'nowhere.table.json' cannot be read: ", Read.Fault(() => TableSchema.Load("nowhere.table.json")), StringComparison.Ordinal);
}
