using Hyper.Dsl;
using Hyper.Generators.Checking;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Reads the settings of an experiment and checks each against its range.</summary>
internal sealed class ExperimentSettingsParser
{
    private const string Positive = "a finite number above 0";

    private readonly INamedTypeSymbol _type;
    private readonly AttributeReader _attribute;
    private readonly Faults _faults;
    private readonly Hypernetwork? _family;
    private readonly List<GivenNumber> _numbers = [];

    private ExperimentSettingsParser(INamedTypeSymbol type, AttributeReader attribute, Hypernetwork? family, Faults faults)
    {
        _family = family;
        _type = type;
        _attribute = attribute;
        _faults = faults;
    }

    public static ExperimentSettings Parse(INamedTypeSymbol type, AttributeReader attribute, Hypernetwork? family, Faults faults)
        => new ExperimentSettingsParser(type, attribute, family, faults).Parse();

    private ExperimentSettings Parse()
    {
        var algorithm = EnumOptions.Read(_attribute, 0, Algorithm.Joint, Rules.UndefinedOption, _type.Name, _faults);
        var rows = Choice("Rows", SampleRows.Divide);
        var steps = Whole("Steps", ExperimentDefaults.Steps, least: 1);
        var batchSize = Whole("BatchSize", ExperimentDefaults.BatchSize, least: 1);
        Whole("ValidationBatchSize", ExperimentDefaults.ValidationBatchSize, least: 1);
        var samples = Whole("HyperSamples", ExperimentDefaults.HyperSamples, least: 1);
        Real("PerturbationScale", value => value > 0, Positive);
        Real("LearningRate", value => value > 0, Positive);
        Real("HyperLearningRate", value => value >= 0, "a finite number from 0 up");
        Real("Momentum", value => value is >= 0 and < 1, "a number from 0 to below 1");
        var warmupSteps = Whole("WarmupSteps", ExperimentDefaults.WarmupSteps, least: 0);
        Whole("Seed", ExperimentDefaults.Seed, least: int.MinValue);
        CheckWarmup(steps, warmupSteps);
        Whole("InnerSteps", ExperimentDefaults.InnerSteps, least: 1);
        Whole("OuterSteps", ExperimentDefaults.OuterSteps, least: 1);
        Whole("UnrollSteps", ExperimentDefaults.UnrollSteps, least: 1);
        Whole("SolverSteps", ExperimentDefaults.SolverSteps, least: 1);
        Real("NeumannRate", value => value > 0, Positive);
        Real("Damping", value => value >= 0, "a finite number from 0 up");
        var solver = Choice("Solver", Solver.ConjugateGradients);
        var preconditioner = Choice("Preconditioner", Preconditioner.Diagonal);
        var readsResponse = !algorithm.IsHypergradient() && _family != Hypernetwork.Curvature;
        foreach (var (setting, reader) in HypergradientSettings.Unread(algorithm, _family, solver))
        {
            ReportUnread(setting, algorithm, reader);
        }

        if (algorithm == Algorithm.Simplified)
        {
            ReportUnread("HyperSamples");
            ReportUnread("PerturbationScale");
        }
        else if (rows == SampleRows.Divide && readsResponse)
        {
            CheckDivision(samples, batchSize);
        }

        return new ExperimentSettings(
            algorithm,
            rows,
            Choice("Optimizer", algorithm == Algorithm.Unrolled ? OptimizerKind.Sgd : OptimizerKind.Adam),
            Choice("HyperOptimizer", OptimizerKind.Adam),
            _numbers.ToEquatableArray(),
            _attribute.IsGiven("Schedule") ? Choice("Schedule", LearningRateSchedule.Cosine) : null,
            solver,
            preconditioner,
            _attribute.IsGiven("WarmStart") ? _attribute.Named("WarmStart", ExperimentDefaults.WarmStart) : null);
    }

    private T Choice<T>(string setting, T fallback)
        where T : struct, Enum
        => EnumOptions.Read(_attribute, setting, fallback, Rules.UndefinedOption, _type.Name, _faults);

    private int Whole(string setting, int fallback, int least)
    {
        if (!_attribute.IsGiven(setting))
        {
            return fallback;
        }

        var value = _attribute.Named(setting, fallback);
        _numbers.Add(new GivenNumber(setting, value));
        if (value < least)
        {
            ReportRange(setting, setting, value.Text(), $"a number from {least.Text()} up");
        }

        return value;
    }

    private void Real(string setting, Func<double, bool> fits, string range)
    {
        if (!_attribute.IsGiven(setting))
        {
            return;
        }

        var value = _attribute.Named(setting, double.NaN);
        _numbers.Add(new GivenNumber(setting, value));
        if (!fits(value) || double.IsInfinity(value))
        {
            ReportRange(setting, setting, value.Text(), range);
        }
    }

    private void CheckWarmup(int steps, int warmupSteps)
    {
        if (steps >= 1 && warmupSteps >= steps)
        {
            var location = _attribute.NamedLocation(_attribute.IsGiven("WarmupSteps") ? "WarmupSteps" : "Steps");
            _faults.Report(Rules.WarmupTooLong, location, _type.Name, warmupSteps.Text(), steps.Text());
        }
    }

    private void CheckDivision(int samples, int batchSize)
    {
        if (batchSize >= 1 && samples > batchSize)
        {
            var range = $"a number up to BatchSize = {batchSize.Text()}, so that each sample has a row, or Rows = SampleRows.Repeat";
            ReportRange("HyperSamples", _attribute.IsGiven("HyperSamples") ? "HyperSamples" : "BatchSize", samples.Text(), range);
        }
    }

    private void ReportRange(string setting, string where, string value, string range)
        => _faults.Report(Rules.SettingOutOfRange, _attribute.NamedLocation(where), _type.Name, setting, value, range);

    private void ReportUnread(string setting)
    {
        if (_attribute.IsGiven(setting))
        {
            _numbers.RemoveAll(number => number.Setting == setting);
            _faults.Report(Rules.SettingNotRead, _attribute.NamedLocation(setting), _type.Name, setting);
        }
    }

    private void ReportUnread(string setting, Algorithm algorithm, string reader)
    {
        if (_attribute.IsGiven(setting))
        {
            _numbers.RemoveAll(number => number.Setting == setting);
            _faults.Report(Rules.HypergradientSettingNotRead, _attribute.NamedLocation(setting), _type.Name, algorithm, setting, reader);
        }
    }
}
