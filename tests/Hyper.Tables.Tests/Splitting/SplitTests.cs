using Hyper.Tables.Reading;
using Hyper.Tables.Splitting;

namespace Hyper.Tables.Tests.Splitting;

public sealed class SplitTests
{
    private static readonly SplitShares usual = new(0.6, 0.2, 0.2);

    private static TableData Data(int rows, Func<int, string> row, string header = "a,who,day,y") =>
        ReadBy(header + "\n" + string.Concat(Enumerable.Range(0, rows).Select(index => row(index) + "\n")));

    private static TableData ReadBy(string text)
    {
        using var folder = new TemporaryFolder();
        return Read.Data(folder.Write("t.csv", text), TableSchema.Parse(
            """{"version":1,"table":"T","file":{"name":"t.csv","format":"csv"},"task":"classes","target":"y","columns":[{"name":"a","kind":"number"},{"name":"who","kind":"id"},{"name":"day","kind":"date","missing":1},{"name":"y","kind":"category","words":["p","q","r"]}]}""",
            "t.table.json"));
    }

    private static TableData Usual() => Data(100, row => $"{row},w{row / 4},2026-01-{(row / 4) + 1:00},{(row % 10 == 0 ? "q" : "p")}");

    [Fact]
    public void Each_row_is_in_one_split_and_each_class_in_all()
    {
        var data = Usual();
        using var splits = RowDeal.AtRandom(data, 3, usual);

        Assert.Equal((60, 20, 20), (splits.TrainingRows.Count, splits.ValidationRows.Count, splits.TestRows.Count));
        Assert.Equal(Enumerable.Range(0, 100), splits.TrainingRows.Concat(splits.ValidationRows).Concat(splits.TestRows).Order());
        Assert.Equal([6, 2, 2], new[] { splits.Training, splits.Validation, splits.Test! }.Select(split => split.Targets.data<long>().Count(label => label == 1)));
        using var again = RowDeal.AtRandom(data, 3, usual);
        Assert.Equal(splits.TrainingRows, again.TrainingRows);
        using var other = RowDeal.AtRandom(data, 4, usual);
        Assert.NotEqual(splits.TrainingRows, other.TrainingRows);
    }

    [Fact]
    public void The_rows_of_a_split_are_those_of_the_table()
    {
        var data = Usual();
        using var splits = RowDeal.AtRandom(data, 3, usual);
        var a = splits.Preparation.Inputs[0];

        Assert.Equal(
            splits.TestRows.Select(row => (float)((row - a.Mean) / a.Deviation)),
            splits.Test!.Inputs.data<float>().ToArray().Chunk(3).Select(row => row[0]));
    }

    [Fact]
    public void Groups_stay_together_by_a_column_that_is_left_out()
    {
        using var splits = RowDeal.ByGroup(Usual(), "who", 1, usual);

        var groups = new[] { splits.TrainingRows, splits.ValidationRows, splits.TestRows }.Select(rows => rows.Select(row => row / 4).Distinct().ToHashSet()).ToArray();
        Assert.False(groups[0].Overlaps(groups[1]) || groups[0].Overlaps(groups[2]) || groups[1].Overlaps(groups[2]));
        Assert.Equal((60, 20, 20), (splits.TrainingRows.Count, splits.ValidationRows.Count, splits.TestRows.Count));
        using var byInput = RowDeal.ByGroup(Usual(), "day", 1, usual);
        Assert.Empty(byInput.TrainingRows.Select(row => row / 4).Intersect(byInput.TestRows.Select(row => row / 4)));
    }

    [Fact]
    public void Folds_of_groups_keep_them_together_and_are_prepared_anew()
    {
        using var splits = RowDeal.ByGroup(Usual(), "who", 1, usual);
        var folds = splits.Folds(4, 2).Cast<TableSplits>().ToList();

        Assert.Equal(splits.TrainingRows.Concat(splits.ValidationRows).Order(), folds.SelectMany(fold => fold.ValidationRows).Order());
        foreach (var fold in folds)
        {
            Assert.Empty(fold.TrainingRows.Select(row => row / 4).Intersect(fold.ValidationRows.Select(row => row / 4)));
            Assert.Equal(fold.TrainingRows.Average(), fold.Preparation.Inputs[0].Mean, 1e-9);
            Assert.Equal(splits.TestRows, fold.TestRows);
            fold.Dispose();
        }
    }

    [Fact]
    public void Folds_are_fitted_to_their_own_training_rows()
    {
        using var splits = RowDeal.AtRandom(Usual(), 3, usual);
        using var shared = splits.Share();
        using var moved = splits.To(TorchSharp.torch.CPU, TorchSharp.torch.ScalarType.Float64);
        foreach (var source in new[] { splits, shared, moved })
        {
            var folds = source.Folds(3, 5, stratified: true);
            Assert.Equal(3, folds.Count);
            foreach (var fold in folds.Cast<TableSplits>())
            {
                Assert.Equal(fold.TrainingRows.Average(), fold.Preparation.Inputs[0].Mean, 1e-9);
                Assert.NotEqual(splits.Preparation.Inputs[0].Mean, fold.Preparation.Inputs[0].Mean);
                Assert.Equal(80, fold.TrainingRows.Concat(fold.ValidationRows).Distinct().Count());
                fold.Dispose();
            }
        }
    }

    [Fact]
    public void Rows_in_time_are_earlier_and_later_with_a_gap_between()
    {
        using var splits = RowDeal.InTime(Usual(), "day", TimeSpan.FromDays(2), usual);
        Assert.Equal(Enumerable.Range(0, 60), splits.TrainingRows);

        // The last training row is of day 15: validation begins with day 17. It ends with day 20: the test begins with day 22.
        Assert.Equal(Enumerable.Range(64, 16), splits.ValidationRows);
        Assert.Equal(Enumerable.Range(84, 16), splits.TestRows);
        Assert.Equal(
            "These rows were dealt out in time, and have no folds: a fold would learn from rows that are later than those that it is judged by. Use Split, or no folds.",
            Read.Fault(() => splits.Folds(3, 1)));
        using var byNumber = RowDeal.InTime(Usual(), "a", TimeSpan.Zero, usual);
        Assert.Equal(Enumerable.Range(80, 20), byNumber.TestRows);
    }

    [Fact]
    public void In_order_is_the_order_of_the_file()
    {
        using var splits = RowDeal.InOrder(Usual(), new SplitShares(0.5, 0.25, 0));
        Assert.Equal(Enumerable.Range(50, 25), splits.ValidationRows);
        Assert.Null(splits.Test);
        Assert.Empty(splits.TestRows);
    }

    [Fact]
    public void Rows_without_a_target_are_in_no_split()
    {
        var data = Data(100, row => $"{row},w{row},2026-01-01,{(row % 2 == 0 ? "" : row % 4 == 1 ? "p" : "q")}");
        using var splits = RowDeal.AtRandom(data, 1, usual);

        Assert.Equal((30, 10, 10), (splits.TrainingRows.Count, splits.ValidationRows.Count, splits.TestRows.Count));
        Assert.DoesNotContain(splits.TrainingRows.Concat(splits.ValidationRows).Concat(splits.TestRows), row => row % 2 == 0);
        Assert.Contains("The target 'y' is missing in 50 of 100 rows, which are left out of the splits.", splits.Warnings);
    }

    [Fact]
    public void Duplicates_silent_columns_and_unseen_classes_are_told()
    {
        var data = Data(100, row => $"{row % 60},w{row},2026-01-01,{(row < 90 ? "p" : "q")}");
        using var splits = RowDeal.InOrder(data, usual);

        Assert.Equal(
            [
                "20 rows of the validation split have the same inputs as a row of the training split, and judge a model by what it has seen: the first is row 0 there. Remove duplicates, or keep rows together by SplitByGroup.",
                "20 rows of the test split have the same inputs as a row of the training split, and judge a model by what it has seen: the first is row 0 there. Remove duplicates, or keep rows together by SplitByGroup.",
                "Column 'day' is 2026-01-01 in all training rows; nothing can be learned from it.",
                "The class 'q' has no training row; no model can learn it.",
                "The class 'r' has no training row; no model can learn it.",
            ],
            splits.Warnings);
    }

    [Fact]
    public void A_word_that_no_training_row_has_is_a_number_all_the_same_and_told()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "w,a,y\n" + string.Concat(Enumerable.Range(0, 50).Select(row => $"{(row < 45 ? row % 2 == 0 ? "u" : "v" : "z")},{row}.5,{row % 2}\n")));
        using var splits = RowDeal.InOrder(Read.Data(path, Read.Infer(path, "y")), usual);

        Assert.Equal([0, 0, 1], splits.Test!.Inputs.data<float>().ToArray()[^4..^1]);
        Assert.Equal(["Column 'w': 5 validation and test rows have words that no training row has, such as 'z'; a model has not learned what they mean."], splits.Warnings);
    }

    [Theory]
    [InlineData(0, 0.5, 0.5, "The shares are 0 for training, 0.5 for validation and 0.5 for test; the first two must be above 0, and all three come to no more than 1.")]
    [InlineData(0.6, 0.3, 0.2, "The shares are 0.6 for training, 0.3 for validation and 0.2 for test; the first two must be above 0, and all three come to no more than 1.")]
    [InlineData(0.99, 0.001, 0, "Of 100 rows, 99 would be for training, 0 for validation and 0 for test; each split needs one at least. Take other shares, or more rows.")]
    public void Shares_that_cannot_be_are_one_message(double training, double validation, double test, string message) =>
        Assert.Equal(message, Read.Fault(() => RowDeal.AtRandom(Usual(), 1, new SplitShares(training, validation, test))));

    [Fact]
    public void Columns_that_cannot_be_are_one_message()
    {
        var data = Usual();
        Assert.Equal("There is no column 'z'; the columns are 'a', 'who', 'day', 'y'.", Read.Fault(() => RowDeal.ByGroup(data, "z", 1, usual)));
        Assert.Equal("'y' is what is to be predicted; rows are dealt out by another column.", Read.Fault(() => RowDeal.ByGroup(data, "y", 1, usual)));
        Assert.Equal("'who' is of the kind 'id'; rows are dealt out in time by a date, or by a number such as a year.", Read.Fault(() => RowDeal.InTime(data, "who", TimeSpan.Zero, usual)));
        Assert.Equal("The gap is 1.00:00:00; 'a' is a number and no date, and a gap of time means nothing there.", Read.Fault(() => RowDeal.InTime(data, "a", TimeSpan.FromDays(1), usual)));
        Assert.Equal(
            "A gap of 60.00:00:00 leaves none of the 20 rows of a split, which end at 2026-01-20; the split before ends at 2026-01-15. Make the gap shorter, or the split larger.",
            Read.Fault(() => RowDeal.InTime(data, "day", TimeSpan.FromDays(60), usual)));
        Assert.Equal(
            "The test split would have no rows: 'who' has 2 groups, and each goes into one split as a whole. Take larger shares, or finer groups.",
            Read.Fault(() => RowDeal.ByGroup(Data(100, row => $"{row},w{row % 2},2026-01-01,p"), "who", 1, usual)));
        Assert.Equal(
            "'day' is missing in 1 rows, the first being row 8; rows can be dealt out by time where each has one. Fill it in, or remove the rows.",
            Read.Fault(() => RowDeal.InTime(Data(100, row => $"{row},w,{(row == 7 ? "" : "2026-01-01")},p"), "day", TimeSpan.Zero, usual)));
    }

    [Fact]
    public void A_row_without_a_group_is_a_group_of_its_own_and_told()
    {
        using var splits = RowDeal.ByGroup(Data(100, row => $"{row},{(row < 50 ? "" : $"w{row / 5}")},2026-01-01,p"), "who", 1, usual);

        Assert.Contains("The group 'who' is missing in 50 of 100 rows; each of them is a group of its own, and may belong to one that is in another split.", splits.Warnings);
        Assert.Equal(100, splits.TrainingRows.Count + splits.ValidationRows.Count + splits.TestRows.Count);
    }
}
