using System.Text;
using Hyper.Tables.Inference;
using Hyper.Tables.Schema;

namespace Hyper.Tables.Tests.Inference;

public sealed class GuessTests
{
    private static readonly string[] words = ["red", "green", "blue"];

    /// <summary>A table of so many rows, each made by its number.</summary>
    private static TableSchema Of(string header, int rows, Func<int, string> row, string target = "y", TableTask? task = null)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("some table-2.csv", header + "\n" + string.Concat(Enumerable.Range(0, rows).Select(index => row(index) + "\n")));
        return TableInference.Infer(path, new TableInferenceOptions { Targets = [target], Task = task });
    }

    private static TableColumn Column(int rows, Func<int, string> cell, string name = "a") => Of($"{name},b,y", rows, row => $"{cell(row)},{row * 7 % 5}.5,{words[row % 3]}").Columns[0];

    [Fact]
    public void The_class_is_named_after_the_file() => Assert.Equal("SomeTable2", Of("a,y", 30, row => $"{row % 7}.5,{words[row % 3]}").Name);

    [Theory]
    [InlineData("whole numbers", ColumnKind.Number, "whole numbers")]
    [InlineData("numbers", ColumnKind.Number, "numbers")]
    [InlineData("0 and 1", ColumnKind.Number, "0 and 1")]
    [InlineData("yes and no", ColumnKind.Category, "2 different words in 120 rows")]
    [InlineData("constant", ColumnKind.Text, "left out: 'x' in all 120 rows")]
    [InlineData("constant number", ColumnKind.Text, "left out: '3' in all 120 rows")]
    [InlineData("empty", ColumnKind.Text, "left out: every cell is missing")]
    [InlineData("counter", ColumnKind.Id, "left out: the whole numbers from 1 to 120, each once: they count the rows")]
    [InlineData("different whole numbers", ColumnKind.Id, "left out: 120 different whole numbers in 120 rows")]
    [InlineData("different words", ColumnKind.Id, "left out: 120 different words in 120 rows, such as 'w0'")]
    [InlineData("sentences", ColumnKind.Text, "left out: 120 different words in 120 rows")]
    [InlineData("many words", ColumnKind.Text, "left out: 40 different words in 120 rows")]
    [InlineData("dates", ColumnKind.Date, "dates")]
    [InlineData("different dates", ColumnKind.Date, "dates")]
    [InlineData("numbers with a dash", ColumnKind.Number, "numbers; '-' stands for a missing one")]
    [InlineData("numbers with words", ColumnKind.Text, "left out: 1 of 120 cells are no numbers, such as 'about 5'")]
    [InlineData("long tail", ColumnKind.Number, "numbers from 0 up with a long tail: the largest is 102 times the mean, the skewness 10.8")]
    public void A_column_is_taken_for_what_it_is(string what, ColumnKind kind, string why)
    {
        var column = Column(120, row => what switch
        {
            "whole numbers" => (row % 7).ToString(),
            "numbers" => $"{row % 7}.25",
            "0 and 1" => (row % 2).ToString(),
            "yes and no" => row % 2 == 0 ? "yes" : "no",
            "constant" => "x",
            "constant number" => "3",
            "empty" => "",
            "counter" => (row + 1).ToString(),
            "different whole numbers" => (row * 7919 % 100_003).ToString(),
            "different words" => $"w{row}",
            "sentences" => $"this is note {row}",
            "many words" => $"w{row % 40}",
            "dates" => $"2026-01-{(row % 28) + 1:00}",
            "different dates" => new DateTime(2020, 1, 1).AddDays(row).ToString("dd.MM.yyyy"),
            "numbers with a dash" => row % 10 == 0 ? "-" : $"{row % 7}.5",
            "numbers with words" => row == 60 ? "about 5" : $"{row % 50}.5",
            "long tail" => row == 7 ? "10000" : $"{row % 30}.5",
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        });

        Assert.Equal(why, column.Why);
        Assert.Equal(kind, column.Kind);
    }

    [Fact]
    public void A_long_tail_is_scaled_by_its_logarithm()
    {
        Assert.Equal(NumberScale.Log, Column(120, row => row == 7 ? "10000" : $"{row % 30}.5").Scale);
        Assert.Equal(NumberScale.Standard, Column(120, row => row == 7 ? "-10000" : $"{row % 30}.5").Scale);
    }

    [Fact]
    public void A_name_of_an_id_is_one_where_the_cells_are_many()
    {
        Assert.Equal("left out: its name says that it names something; 60 different numbers in 120 rows", Column(120, row => (row % 60).ToString(), "customer_id").Why);
        Assert.Equal(ColumnKind.Id, Column(120, row => (row % 60).ToString(), "CustomerId").Kind);
        Assert.Equal(ColumnKind.Number, Column(120, row => (row % 60).ToString(), "humid").Kind);
        Assert.Equal(ColumnKind.Number, Column(120, row => (row % 4).ToString(), "store_id").Kind);
    }

    [Fact]
    public void Dates_say_how_they_are_written()
    {
        var iso = Column(60, row => $"2026-03-{(row % 28) + 1:00}T12:00:00");
        Assert.Equal((null, 20513.5, 20540.5), (iso.Format, iso.Min!.Value, iso.Max!.Value));
        Assert.Equal("dd.MM.yyyy", Column(60, row => $"{(row % 28) + 1:00}.03.2026").Format);
        Assert.Equal("dd/MM/yyyy", Column(60, row => $"{(row % 28) + 1:00}/03/2026").Format);
        var ambiguous = Column(60, row => $"{(row % 12) + 1:00}/03/2026");
        Assert.Equal("dates; whether the month or the day comes first cannot be seen, and MM/dd/yyyy was taken: check it", ambiguous.Why);
    }

    [Theory]
    [InlineData("words", TableTask.Classes, 3, "the target; 3 words in 60 rows")]
    [InlineData("digits", TableTask.Classes, 10, "the target; 10 different whole numbers in 60 rows are taken for classes (--task number for a quantity)")]
    [InlineData("0 and 1", TableTask.Classes, 2, "the target; 2 different whole numbers in 60 rows are taken for classes (--task number for a quantity)")]
    [InlineData("numbers", TableTask.Number, 1, "the target; numbers")]
    [InlineData("many whole numbers", TableTask.Number, 1, "the target; numbers")]
    public void The_task_follows_from_the_target(string what, TableTask task, int outputs, string why)
    {
        var schema = Of("a,y", 60, row => $"{row % 7}.5," + what switch
        {
            "words" => words[row % 3],
            "digits" => (row % 10).ToString(),
            "0 and 1" => (row % 2).ToString(),
            "numbers" => $"{row % 5}.5",
            _ => (row % 50).ToString(),
        });

        Assert.Equal((task, outputs, why), (schema.Task, schema.OutputWidth, schema.TargetColumns[0].Why));
    }

    [Fact]
    public void Words_that_are_numbers_are_in_their_order() =>
        Assert.Equal(["1", "2", "10"], Of("a,y", 60, row => $"{row % 7}.5,{(row % 3) switch { 0 => 10, 1 => 2, _ => 1 }}").TargetColumns[0].Words);

    [Fact]
    public void A_task_that_was_asked_for_is_kept()
    {
        Assert.Equal(TableTask.Number, Of("a,y", 60, row => $"{row % 7}.5,{row % 10}", task: TableTask.Number).Task);
        Assert.Equal(
            "The target 'y' is no column of numbers: 'red' is one of its cells. Give --task classes, or another --target.",
            Read.Fault(() => Of("a,y", 60, row => $"{row % 7}.5,{words[row % 3]}", task: TableTask.Number)));
    }

    [Fact]
    public void Several_targets_are_all_numbers_or_all_labels()
    {
        using var folder = new TemporaryFolder();
        var rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7}.5,{(row % 2 == 0 ? "no" : "yes")},{row % 2},{row % 9}.5,{row % 11}.5\n"));
        var path = folder.Write("t.csv", "a,p,q,u,v\n" + rows);

        var labels = Read.Infer(path, "p", "q");
        Assert.Equal((TableTask.Several, true, 2), (labels.Task, labels.HasLabels, labels.OutputWidth));
        Assert.Equal(["no", "yes"], labels.TargetColumns[0].Words);
        var numbers = Read.Infer(path, "v", "u");
        Assert.Equal((TableTask.Several, false), (numbers.Task, numbers.HasLabels));
        Assert.Equal(["v", "u"], numbers.TargetColumns.Select(column => column.Name));
        Assert.Equal("The target 'p' is no column of numbers: 'no' is one of its cells. Give --task classes, or another --target.", Read.Fault(() => Read.Infer(path, "p", "u")));
    }

    [Fact]
    public void A_target_that_is_not_there_is_named_with_those_that_are()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a,b\n1,2\n");
        Assert.Equal("'t.csv' has no column 'c' to predict; it has 'a', 'b'.", Read.Fault(() => Read.Infer(path, "c"), folder));
    }

    [Theory]
    [InlineData("a,b,y\n1,2.5,p\n2,3.5,q\n", "utf-8", ',', '.', true)]
    [InlineData("a;b;y\r\n1;2,5;p\r\n2;3,5;q\r\n", "utf-8", ';', ',', true)]
    [InlineData("a;b;y\n1;2.5;p,q\n2;3.5;q,r\n", "utf-8", ';', '.', true)]
    [InlineData("a\tb\ty\n1\t2,5\tp\n2\t3,5\tq\n", "utf-8", '\t', ',', true)]
    [InlineData("a|b|y\n1|2.5|p\n2|3.5|q\n", "utf-8", '|', '.', true)]
    [InlineData("1,2.5,p\n2,3.5,q\n", "utf-8", ',', '.', false)]
    [InlineData("1;2,5;p\n2;3,5;q\n", "utf-8", ';', ',', false)]
    [InlineData("a,b,y\n1,2.5,p\n2,3.5,q\n", "utf-8-bom", ',', '.', true)]
    [InlineData("a,b,y\n1,2.5,p\n2,3.5,q\n", "utf-16", ',', '.', true)]
    [InlineData("a,b,y\n1,2.5,p\n2,3.5,q\n", "utf-16be", ',', '.', true)]
    [InlineData("a,b,y\n1,2.5,p\n2,3.5,q\n", "utf-16-bare", ',', '.', true)]
    [InlineData("a,b,y\n1,2.5,p\n2,3.5,q\n", "utf-16be-bare", ',', '.', true)]
    [InlineData("a,b,y\n1,2.5,käse\n2,3.5,wurst\n", "iso-8859-1", ',', '.', true)]
    public void The_layout_is_found(string text, string encoding, char delimiter, char decimalMark, bool header)
    {
        using var folder = new TemporaryFolder();
        Encoding written = encoding switch
        {
            "utf-8-bom" => Encoding.UTF8,
            "utf-16" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-16-bare" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "utf-16be-bare" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            "iso-8859-1" => Encoding.Latin1,
            _ => new UTF8Encoding(false),
        };
        var path = folder.Write("t.csv", text, written);

        var schema = TableInference.Infer(path, new TableInferenceOptions { Targets = [header ? "y" : "column3"] });

        Assert.Equal((delimiter, decimalMark, encoding.Replace("-bom", "", StringComparison.Ordinal).Replace("-bare", "", StringComparison.Ordinal), header), (schema.File.Delimiter, schema.File.Decimal, schema.File.Encoding, schema.File.Header));
        var data = Read.Data(path, schema);
        Assert.Equal(2, data.Count);
        Assert.Equal([2.5, 3.5], data.Inputs[1]);
        Assert.Equal(2, schema.TargetColumns[0].Words.Count);
        Assert.Equal(text.Contains("käse", StringComparison.Ordinal) ? "käse" : text.Contains("p,q", StringComparison.Ordinal) ? "p,q" : "p", schema.TargetColumns[0].Words[0]);
    }

    [Fact]
    public void A_mark_among_numbers_is_no_word_elsewhere()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a,b,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{(row == 3 ? "none" : $"{row % 9}.5")},{(row % 4 == 0 ? "none" : words[row % 3])},{words[row % 2]}\n")));

        var schema = Read.Infer(path, "y");

        Assert.Equal(["", "none"], schema.File.Missing);
        Assert.Equal(["blue", "green", "red"], schema.Column("b").Words);
        Assert.Equal(10, schema.Column("b").Missing);
        Assert.Equal(1, schema.Column("a").Missing);
        Assert.Equal(40, Read.Data(path, schema).Count);
    }
}
