using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Symbols;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Reads the settings of an experiment and checks each against its range.</summary>
internal sealed class ExperimentSettingsParser
{
    private const string Positive = "a finite number above 0";
    private const string NotNegative = "a finite number from 0 up";

    private readonly INamedTypeSymbol _type;
    private readonly AttributeReader _attribute;
    private readonly Faults _faults;
    private readonly Hypernetwork? _family;
    private readonly Algorithm _named;
    private readonly Algorithm _algorithm;
    private readonly List<GivenNumber> _numbers = [];
    private readonly List<GivenFlag> _flags = [];

    private ExperimentSettingsParser(INamedTypeSymbol type, AttributeReader attribute, Algorithm named, Algorithm algorithm, Hypernetwork? family, Faults faults)
    {
        _named = named;
        _algorithm = algorithm;
        _family = family;
        _type = type;
        _attribute = attribute;
        _faults = faults;
    }

    /// <summary>Reads them.</summary>
    /// <param name="type">The experiment.</param>
    /// <param name="attribute">What it says.</param>
    /// <param name="named">The algorithm that it names; <see cref="Algorithm.Auto"/> where it names none.</param>
    /// <param name="algorithm">Its algorithm: the one that is named, or the compiler's choice.</param>
    /// <param name="family">Its response family, where its model is known.</param>
    /// <param name="faults">Where faults go.</param>
    public static ExperimentSettings Parse(INamedTypeSymbol type, AttributeReader attribute, Algorithm named, Algorithm algorithm, Hypernetwork? family, Faults faults)
        => new ExperimentSettingsParser(type, attribute, named, algorithm, family, faults).Parse();

    private ExperimentSettings Parse()
    {
        var algorithm = _algorithm;
        var rows = Choice("Rows", SampleRows.Divide);
        var steps = Whole("Steps", ExperimentDefaults.Steps, least: 1);
        var batchSize = Whole("BatchSize", ExperimentDefaults.BatchSize, least: 1);
        var validationBatchSize = Whole("ValidationBatchSize", ExperimentDefaults.ValidationBatchSize, least: 1);
        var samples = Whole("HyperSamples", ExperimentDefaults.HyperSamples, least: 1);
        Real("PerturbationScale", value => value > 0, Positive);
        Real("LearningRate", value => value > 0, Positive);
        Real("HyperLearningRate", value => value >= 0, NotNegative, ExperimentDefaults.HyperLearningRateOf(algorithm), ExperimentDefaults.HyperLearningRate);
        Real("Momentum", value => value is >= 0 and < 1, "a number from 0 to below 1");
        Real("Pooling", value => value >= 0, NotNegative);
        Real("RestartAt", value => value is >= 0 and < 1, "a number from 0 to below 1", ExperimentDefaults.RestartAtOf(algorithm), 0);
        var warmupSteps = Whole("WarmupSteps", ExperimentDefaults.WarmupSteps, least: 0);
        var innerSteps = Whole("InnerSteps", ExperimentDefaults.InnerStepsOf(algorithm), least: 1, ExperimentDefaults.InnerSteps);
        Whole("OuterSteps", ExperimentDefaults.OuterSteps, least: 1);
        Real("WarmupShare", value => value is >= 0 and < 1, "a number from 0 to below 1", ExperimentDefaults.WarmupShareOf(_named, algorithm, _family), ExperimentDefaults.WarmupShare);
        var antithetic = Flag("Antithetic", ExperimentDefaults.AntitheticOf(_named, algorithm, samples, batchSize, rows));
        Real("EntropyWeight", value => value >= 0, NotNegative);
        Real("ScaleLearningRate", value => value >= 0, NotNegative);
        Flag("FollowResponse");
        Flag("Refit");
        Flag("BalanceClasses");
        Real("MaxGradientNorm", value => value >= 0, NotNegative);
        Whole("RateWarmupSteps", ExperimentDefaults.RateWarmupSteps, least: 0);
        Whole("Folds", ExperimentDefaults.Folds, least: 1);
        Flag("Linearized");
        Whole("HyperSteps", ExperimentDefaults.HyperSteps, least: 1);
        Whole("FineTuningSteps", ExperimentDefaults.FineTuningSteps, least: 0);
        Real("FineTuningRate", value => value > 0, Positive);
        Whole("EarlyStoppingPatience", ExperimentDefaults.EarlyStoppingPatience, least: 0);
        Whole("Seed", ExperimentDefaults.Seed, least: int.MinValue);
        Whole("UnrollSteps", ExperimentDefaults.UnrollSteps, least: 1);
        Whole("SolverSteps", ExperimentDefaults.SolverSteps, least: 1);
        Real("NeumannRate", value => value > 0, Positive);
        Real("Damping", value => value >= 0, NotNegative);
        Flag("WarmStart");
        Whole("Trials", ExperimentDefaults.Trials, least: 1);
        Whole("GridPoints", ExperimentDefaults.GridPoints, least: 1);
        Flag("Tied");
        Real("TimeLimit", value => value >= 0, NotNegative);
        Whole("InitialTrials", ExperimentDefaults.InitialTrials, least: 0);
        Whole("TrialBatch", ExperimentDefaults.TrialBatch, least: 1);
        Flag("Asynchronous");
        Flag("Ard");
        Whole("Reduction", ExperimentDefaults.Reduction, least: 2);
        Whole("LeastSteps", ExperimentDefaults.LeastSteps, least: 0);
        var solver = Choice("Solver", Solver.ConjugateGradients);
        var preconditioner = Choice("Preconditioner", Preconditioner.Diagonal);
        var readers = new AlgorithmSettings(algorithm, _family, solver);
        foreach (var setting in readers.Unread)
        {
            ReportUnread(setting, algorithm, readers.Readers(setting));
        }

        if (readers.IsRead("WarmupSteps"))
        {
            CheckWarmup(steps, warmupSteps);
            CheckAlternation(steps, warmupSteps, innerSteps);
        }

        if (readers.IsRead("HyperSamples") && rows == SampleRows.Divide)
        {
            CheckDivision(samples, batchSize, "BatchSize");
            if (readers.IsRead("EntropyWeight"))
            {
                CheckDivision(samples, validationBatchSize, "ValidationBatchSize");
            }
        }

        if (antithetic && readers.IsRead("Antithetic"))
        {
            CheckPairs(samples, rows, batchSize, "BatchSize");
            if (readers.IsRead("EntropyWeight") && samples % 2 == 0)
            {
                CheckPairs(samples, rows, validationBatchSize, "ValidationBatchSize");
            }
        }

        return new ExperimentSettings(
            algorithm,
            rows,
            Choice("Optimizer", algorithm.DifferentiatesUpdates() ? OptimizerKind.Sgd : OptimizerKind.Adam),
            Choice("HyperOptimizer", OptimizerKind.Adam),
            _numbers.ToEquatableArray(),
            _flags.ToEquatableArray(),
            _attribute.IsGiven("Schedule") ? Choice("Schedule", LearningRateSchedule.Cosine) : null,
            solver,
            preconditioner)
        {
            Keep = _attribute.IsGiven("Keep") ? Choice("Keep", Keep.Auto) : null,
            Fixed = _attribute.Named<string?>("Fixed", null),
            Watch = _attribute.Named<string?>("Watch", null),
            Sampling = Choice("Sampling", Sampling.Uniform),
            Kernel = Choice("Kernel", Kernel.Matern52),
        };
    }

    private T Choice<T>(string setting, T fallback)
        where T : struct, Enum
        => EnumOptions.Read(_attribute, setting, fallback, HyperparameterRules.UndefinedOption, _type.Name, _faults);

    /// <param name="setting">The setting's name.</param>
    /// <param name="fallback">Its default with this algorithm.</param>
    /// <param name="least">Where its range starts.</param>
    /// <param name="general">Its default in the runtime, where that is another.</param>
    private int Whole(string setting, int fallback, int least, int? general = null)
    {
        if (!_attribute.IsGiven(setting))
        {
            Default(setting, fallback, general);
            return fallback;
        }

        var value = _attribute.Named(setting, fallback);
        _numbers.Add(new GivenNumber(setting, value));
        if (value < least)
        {
            ReportRange(setting, setting, value.Code(), $"a number from {least.Code()} up");
        }

        return value;
    }

    private void Real(string setting, Func<double, bool> fits, string range, double fallback = double.NaN, double? general = null)
    {
        if (!_attribute.IsGiven(setting))
        {
            Default(setting, fallback, general);
            return;
        }

        var value = _attribute.Named(setting, double.NaN);
        _numbers.Add(new GivenNumber(setting, value));
        if (!fits(value) || double.IsInfinity(value))
        {
            ReportRange(setting, setting, value.Code(), range);
        }
    }

    /// <param name="setting">The setting's name.</param>
    /// <param name="fallback">Its default with this algorithm; in the runtime it is false, or not the algorithm's own.</param>
    private bool Flag(string setting, bool fallback = false)
    {
        var value = _attribute.Named(setting, fallback);
        if (_attribute.IsGiven(setting) || fallback)
        {
            _flags.Add(new GivenFlag(setting, value));
        }

        return value;
    }

    /// <summary>A default that is the algorithm's own is written out, because the runtime's settings do not know the algorithm.</summary>
    private void Default(string setting, double fallback, double? general)
    {
        if (general is { } other && fallback != other)
        {
            _numbers.Add(new GivenNumber(setting, fallback));
        }
    }

    private void CheckWarmup(int steps, int warmupSteps)
    {
        if (steps >= 1 && warmupSteps >= steps)
        {
            var location = _attribute.NamedLocation(_attribute.IsGiven("WarmupSteps") ? "WarmupSteps" : "Steps");
            _faults.Report(ExperimentRules.WarmupTooLong, location, _type.Name, warmupSteps.Code(), steps.Code());
        }
    }

    private void CheckAlternation(int steps, int warmupSteps, int innerSteps)
    {
        if (steps > warmupSteps && warmupSteps >= 0 && innerSteps > steps - warmupSteps)
        {
            var location = _attribute.NamedLocation(_attribute.IsGiven("InnerSteps") ? "InnerSteps" : "Steps");
            _faults.Report(ExperimentRules.AlternationTooSlow, location, _type.Name, innerSteps.Code(), (steps - warmupSteps).Code());
        }
    }

    private void CheckDivision(int samples, int batchSize, string setting)
    {
        if (samples >= 1 && batchSize >= 1 && samples > batchSize)
        {
            var range = $"a number up to {setting} = {batchSize.Code()}, so that each sample has a row, or Rows = SampleRows.Repeat";
            ReportRange("HyperSamples", _attribute.IsGiven("HyperSamples") ? "HyperSamples" : setting, samples.Code(), range);
        }
    }

    private void CheckPairs(int samples, SampleRows rows, int batchSize, string setting)
    {
        var location = _attribute.NamedLocation("Antithetic");
        if (samples % 2 != 0)
        {
            _faults.Report(ExperimentRules.PairsBroken, location, _type.Name, $"HyperSamples = {samples.Code()} is odd", "write an even number of samples");
        }
        else if (rows == SampleRows.Divide && samples >= 2 && batchSize % (samples / 2) != 0)
        {
            _faults.Report(
                ExperimentRules.PairsBroken,
                location,
                _type.Name,
                $"{setting} = {batchSize.Code()} rows cannot be divided evenly among {(samples / 2).Code()} pairs",
                "write a multiple of the pairs, or Rows = SampleRows.Repeat");
        }
    }

    private void ReportRange(string setting, string where, string value, string range)
        => _faults.Report(ExperimentRules.SettingOutOfRange, _attribute.NamedLocation(where), _type.Name, setting, value, range);

    private void ReportUnread(string setting, Algorithm algorithm, string readers)
    {
        _numbers.RemoveAll(number => number.Setting == setting);
        _flags.RemoveAll(flag => flag.Setting == setting);
        if (_attribute.IsGiven(setting))
        {
            _faults.Report(ExperimentRules.SettingNotRead, _attribute.NamedLocation(setting), _type.Name, algorithm.ToString(), setting, readers);
        }
    }
}
