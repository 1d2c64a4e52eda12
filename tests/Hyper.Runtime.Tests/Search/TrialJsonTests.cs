using System.Text.Json;
using CsCheck;

namespace Hyper.Runtime.Tests.Search;

public sealed class TrialJsonTests
{
    private static readonly Gen<double> finite = Gen.Double.Where(double.IsFinite);

    private static readonly Gen<ExperimentSettings> settings =
        Gen.Select(Gen.Int, Gen.Int, finite, finite, Gen.Bool, Gen.Enum<Precision>(), Gen.String).Select((seed, steps, rate, limit, tied, precision, device) => new ExperimentSettings
        {
            Seed = seed,
            Steps = steps,
            LearningRate = rate,
            TimeLimit = limit,
            Tied = tied,
            Precision = precision,
            Device = device,
            Schedule = tied ? LearningRateSchedule.Constant : LearningRateSchedule.Cosine,
        });

    private static readonly Gen<TrialSpecification> specifications =
        Gen.Select(Gen.String, Gen.Int, Gen.Dictionary(Gen.String, finite.Array[1, 5])[0, 4], settings).Select((experiment, trial, values, numbers) => new TrialSpecification
        {
            Experiment = experiment,
            Trial = trial,
            Hyperparameters = values.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value),
            Settings = numbers,
        });

    private static readonly Gen<TrialRecord> records =
        Gen.Select(specifications, Gen.Bool, finite, finite.Nullable(), Gen.Int, Gen.String).Select((specification, failed, loss, other, steps, failure) => new TrialRecord
        {
            Specification = specification,
            Status = failed ? TrialStatus.Failed : TrialStatus.Completed,
            ValidationLoss = failed ? null : loss,
            TrainingLoss = other,
            TestLoss = other,
            Steps = steps,
            Seconds = Math.Abs(loss),
            FinishedSeconds = other,
            Failure = failed ? failure : null,
        });

    [Fact]
    public void A_specification_reads_back_as_it_was() =>
        specifications.Sample(specification => RequireEqual(specification, TrialSpecification.FromJson(specification.ToJson())));

    [Fact]
    public void A_record_reads_back_as_it_was() =>
        records.Sample(record =>
        {
            var read = TrialRecord.FromJson(record.ToJson());
            RequireEqual(record.Specification, read.Specification);
            Assert.Equal(record with { Specification = read.Specification }, read);
        });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_loss_that_is_not_finite_reads_back(double loss)
    {
        var record = new TrialRecord
        {
            Specification = new() { Experiment = "Search", Hyperparameters = new Dictionary<string, IReadOnlyList<double>>(), Settings = new() },
            Status = TrialStatus.Completed,
            ValidationLoss = 0.5,
            TestLoss = loss,
        };
        var read = TrialRecord.FromJson(record.ToJson());
        Assert.Equal(loss, read.TestLoss);
        Assert.Equal(0.5, read.ValidationLoss);
    }

    [Fact]
    public void Its_fields_are_named_as_in_the_other_output_files()
    {
        var record = new TrialRecord
        {
            Specification = new()
            {
                Experiment = "Space.Search",
                Trial = 4,
                Hyperparameters = new Dictionary<string, IReadOnlyList<double>> { ["WeightDecay"] = [1e-3, 0.25] },
                Settings = new() { Steps = 10 },
            },
            Status = TrialStatus.Completed,
            ValidationLoss = 0.5,
        };
        var json = JsonDocument.Parse(record.ToJson()).RootElement;
        Assert.Equal("completed", json.GetProperty("status").GetString());
        Assert.Equal(0.5, json.GetProperty("validation_loss").GetDouble());
        var specification = json.GetProperty("specification");
        Assert.Equal("Space.Search", specification.GetProperty("experiment").GetString());
        Assert.Equal([1e-3, 0.25], specification.GetProperty("hyperparameters").GetProperty("WeightDecay").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(10, specification.GetProperty("settings").GetProperty("steps").GetInt32());
        Assert.Equal("float32", specification.GetProperty("settings").GetProperty("precision").GetString());
        Assert.False(json.TryGetProperty("failure", out _));
    }

    [Fact]
    public void Settings_that_a_file_leaves_out_have_their_defaults()
    {
        var read = TrialSpecification.FromJson("""{"experiment": "Search", "hyperparameters": {"Decay": [0.1]}, "settings": {"steps": 7}}""");
        Assert.Equal(new ExperimentSettings { Steps = 7 }, read.Settings);
        Assert.Equal([0.1], read.Hyperparameters["Decay"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"experiment": "Search", "hyperparameters": {"Decay": "much"}, "settings": {}}""")]
    public void What_is_no_specification_is_refused(string json) =>
        Assert.Contains("TrialSpecification", Assert.Throws<HyperDslException>(() => TrialSpecification.FromJson(json)).Message, StringComparison.Ordinal);

    private static void RequireEqual(TrialSpecification expected, TrialSpecification actual)
    {
        Assert.Equal(expected.Experiment, actual.Experiment);
        Assert.Equal(expected.Trial, actual.Trial);
        Assert.Equal(expected.Settings, actual.Settings);
        Assert.Equal(expected.Hyperparameters.Keys.Order(), actual.Hyperparameters.Keys.Order());
        Assert.All(expected.Hyperparameters, pair => Assert.Equal(pair.Value, actual.Hyperparameters[pair.Key]));
    }
}
