using Hyper.Tables.Prediction;
using Hyper.Tables.Splitting;

namespace Hyper.Tables.Tests.Prediction;

public sealed class TableModelTests
{
    private static async Task<(TableModel<Bird, BirdAnswer> Model, TableSplits Splits, Table<Bird, BirdAnswer> Table)> TrainAsync()
    {
        var table = Table<Bird, BirdAnswer>.Load(Read.Penguins());
        var splits = table.Split(seed: 1);
        using var result = await TuneBirds.RunAsync(splits);
        var model = new MemoryStream();
        result.Model.Save(model);
        model.Position = 0;
        return (new TableModel<Bird, BirdAnswer>(BirdModel.Load(model), splits.Preparation), splits, table);
    }

    [Fact]
    public async Task A_model_answers_to_typed_rows_as_to_prepared_ones()
    {
        var (model, splits, table) = await TrainAsync();
        using (model)
        using (splits)
        {
            var answers = model.Predict([.. splits.TestRows.Select(row => table[row])]);

            using var scope = TorchSharp.torch.NewDisposeScope();
            var expected = TorchSharp.torch.nn.functional.softmax(model.Model.Outputs(splits.Test!.Inputs).to(TorchSharp.torch.ScalarType.Float64), 1);
            Assert.Equal(expected.data<double>().ToArray(), answers.SelectMany(answer => answer.Probabilities), (x, y) => Math.Abs(x - y) < 1e-6);
            var labels = splits.Test.Targets.data<long>().ToArray();
            Assert.InRange(answers.Zip(labels).Count(pair => (long)pair.First.Species == pair.Second) / (double)labels.Length, 0.95, 1);
            Assert.Equal(model.Model.Accuracy(splits.Test), answers.Zip(labels).Count(pair => (long)pair.First.Species == pair.Second) / (double)labels.Length, 6);

            // One at a time, with cells missing, from several threads.
            var single = model.Predict(new Bird { Island = Island.Torgersen, BillLengthMm = 39.1 });
            Assert.Equal(1, single.Probabilities.Sum(), 1e-12);
            Parallel.For(0, 64, _ => Assert.Equal(single.Probabilities, model.Predict(new Bird { Island = Island.Torgersen, BillLengthMm = 39.1 }).Probabilities));
            Assert.Empty(model.Predict([]));
        }
    }

    [Fact]
    public async Task A_saved_model_gives_the_same_answers_to_the_bit_and_loads_as_an_ordinary_one()
    {
        using var folder = new TemporaryFolder();
        var (model, splits, table) = await TrainAsync();
        using (model)
        using (splits)
        {
            Bird[] rows = [.. Enumerable.Range(0, 344).Select(row => table[row])];
            model.Save(folder["birds.safetensors"]);
            using var again = TableModel<Bird, BirdAnswer>.Load(folder["birds.safetensors"], stream => BirdModel.Load(stream));

            Assert.Equal(model.Predict(rows).SelectMany(answer => answer.Probabilities), again.Predict(rows).SelectMany(answer => answer.Probabilities));
            Assert.Equal(model.Preparation.ToJson(), again.Preparation.ToJson());
            using var plain = BirdModel.Load(folder["birds.safetensors"]);
            Assert.Equal(model.Model.Accuracy(splits.Test!), plain.Accuracy(splits.Test!));

            // And one without a table is no table's.
            plain.Save(folder["plain.safetensors"]);
            Assert.Equal(
                "'plain.safetensors' holds a model, but no table: it was saved by the model's own Save, and not by that of a TableModel.",
                Read.Fault(() => TableModel<Bird, BirdAnswer>.Load(folder["plain.safetensors"], stream => BirdModel.Load(stream)), folder));
        }
    }

    [Fact]
    public async Task A_model_of_another_schema_is_refused_with_the_difference()
    {
        using var folder = new TemporaryFolder();
        var (model, splits, _) = await TrainAsync();
        using (model)
        using (splits)
        {
            var json = model.Preparation.Schema.ToJson().Replace("\"female\", \"male\"", "\"f\", \"m\"", StringComparison.Ordinal);
            var other = TablePreparation.Parse(model.Preparation.ToJson(), TableSchema.Parse(json, "other"));
            Assert.Equal(
                "The preparation is of another table than 'Penguins', or of the same before its schema was changed: \"words\" of its input column 'sex' is another than here.",
                Read.Fault(() => new TableModel<Bird, BirdAnswer>(model.Model, other)));
            using (var stream = File.Create(folder["other.safetensors"]))
            {
                model.Model.Save(stream, TableNotes.Of(other));
            }

            Assert.Equal(
                "'other.safetensors' was saved for another table than 'Penguins', or for the same before its schema was changed: \"words\" of its input column 'sex' is another than here. Train anew, or build with the schema of then.",
                Read.Fault(() => TableModel<Bird, BirdAnswer>.Load(folder["other.safetensors"], stream => BirdModel.Load(stream)), folder));
        }
    }

    [Fact]
    public async Task A_file_without_a_target_is_answered_line_by_line()
    {
        using var folder = new TemporaryFolder();
        var (model, splits, table) = await TrainAsync();
        using (model)
        using (splits)
        {
            var lines = File.ReadAllLines(Read.Penguins());
            var path = folder.Write("new.csv", string.Concat(lines.Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..] + "\n")));

            Assert.Equal(344, model.PredictFile(path, folder["answers.csv"]));

            var written = File.ReadAllLines(folder["answers.csv"]);
            Assert.Equal("species,probability_Adelie,probability_Chinstrap,probability_Gentoo", written[0]);
            Assert.Equal(345, written.Length);
            var answer = model.Predict(table[200]);
            Assert.Equal(FormattableString.Invariant($"{answer.Species},{answer.Probabilities[0]},{answer.Probabilities[1]},{answer.Probabilities[2]}"), written[201]);

            // The file with the target is as good, and one without an input is not.
            Assert.Equal(344, model.PredictFile(Read.Penguins(), folder["again.csv"]));
            Assert.Equal(written, File.ReadAllLines(folder["again.csv"]));
            Assert.Equal(
                "'few.csv': there is no column 'bill_length_mm'. The columns are 'island'.",
                Read.Fault(() => model.PredictFile(folder.Write("few.csv", "island\nDream\n"), folder["none.csv"]), folder));
            Assert.False(File.Exists(folder["none.csv"]));
        }
    }

    [Fact]
    public async Task Numbers_come_back_in_their_own_unit()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", "a,b,y\n" + string.Concat(Enumerable.Range(0, 300).Select(row => FormattableString.Invariant($"{row * 37 % 101}.5,{row * 53 % 89}.5,{10_000 + (200 * (row * 37 % 101)) - (30 * (row * 53 % 89))}.5\n"))));
        var schema = Read.Infer(path, "y");
        using var splits = RowDeal.AtRandom(Read.Data(path, schema), 1, new SplitShares(0.6, 0.2, 0.2));
        using var result = await TuneWeights.RunAsync(splits);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var numbers = new List<double>();
        new ModelOutputs(splits.Preparation).Each(result.Model.Outputs(splits.Test!.Inputs), outputs => numbers.Add(outputs[0]));

        foreach (var (row, number) in splits.TestRows.Zip(numbers))
        {
            Assert.Equal(10_000.5 + (200 * (row * 37 % 101)) - (30 * (row * 53 % 89)), number, 300.0);
        }
    }

    [Fact]
    public async Task An_experiment_on_folds_is_prepared_fold_by_fold()
    {
        using var splits = Table<Bird, BirdAnswer>.Load(Read.Penguins()).Split(seed: 1);
        using var result = await TuneBirdsOnFolds.RunAsync(splits);

        Assert.Equal(3, result.Folds.Count);
        Assert.True(double.IsFinite(result.OutOfFoldLoss!.Value));
    }

    [Fact]
    public void Scores_become_probabilities()
    {
        var binary = Preparation("classes", "\"target\":\"y\"", """{"name":"y","kind":"category","words":["p","q"]}""");
        Assert.Equal([[0.25, 0.75]], Outputs(binary, [[Math.Log(3)]]));
        Assert.Equal([[0.5, 0.5], [1, 0]], Outputs(binary, [[7, 7], [1000, -1000]]));
        var labels = Preparation("several", "\"targets\":[\"y\",\"z\"]", """{"name":"y","kind":"category","words":["p","q"]},{"name":"z","kind":"category","words":["p","q"]}""");
        Assert.Equal([[0.75, 0.5]], Outputs(labels, [[Math.Log(3), 0]]));
        Assert.Equal(
            "The model gives 3 numbers a row, [1, 3], and table 'T' has 2 targets; as many are expected.",
            Read.Fault(() => Outputs(labels, [[1, 2, 3]])));

        static TablePreparation Preparation(string task, string target, string columns) => new(
            TableSchema.Parse($$"""{"version":1,"table":"T","file":{"name":"t.csv","format":"csv"},"task":"{{task}}",{{target}},"columns":[{"name":"a","kind":"number"},{{columns}}]}""", "t.table.json"),
            [new PreparedColumn("a", 0, 0, 1)],
            []);

        static List<double[]> Outputs(TablePreparation preparation, double[][] scores)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            var all = new List<double[]>();
            new ModelOutputs(preparation).Each(TorchSharp.torch.tensor(scores.SelectMany(row => row).ToArray(), [scores.Length, scores[0].Length]), outputs => all.Add([.. outputs.ToArray().Select(value => Math.Round(value, 12))]));
            return all;
        }
    }
}
