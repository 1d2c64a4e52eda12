using Hyper.Dsl;
using Hyper.Generators.Checking;
using Hyper.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Parsing;

/// <summary>Reads the settings of an experiment and checks each against its range.</summary>
internal static class ExperimentSettingsParser
{
    public static ExperimentSettings Parse(INamedTypeSymbol type, AttributeReader attribute, Faults faults)
    {
        var settings = new ExperimentSettings(
            EnumOptions.Read(attribute, 0, Algorithm.Joint, Rules.UndefinedOption, type.Name, faults),
            Whole("Steps", ExperimentDefaults.Steps, 1),
            Whole("BatchSize", ExperimentDefaults.BatchSize, 1),
            Whole("ValidationBatchSize", ExperimentDefaults.ValidationBatchSize, 1),
            Whole("HyperSamples", ExperimentDefaults.HyperSamples, 1),
            EnumOptions.Read(attribute, "Rows", SampleRows.Divide, Rules.UndefinedOption, type.Name, faults),
            Real("PerturbationScale", ExperimentDefaults.PerturbationScale, value => value > 0, "a finite number above 0"),
            Real("LearningRate", ExperimentDefaults.LearningRate, value => value > 0, "a finite number above 0"),
            Real("HyperLearningRate", ExperimentDefaults.HyperLearningRate, value => value >= 0, "a finite number from 0 up"),
            EnumOptions.Read(attribute, "Optimizer", OptimizerKind.Adam, Rules.UndefinedOption, type.Name, faults),
            EnumOptions.Read(attribute, "HyperOptimizer", OptimizerKind.Adam, Rules.UndefinedOption, type.Name, faults),
            Real("Momentum", ExperimentDefaults.Momentum, value => value is >= 0 and < 1, "a number from 0 to below 1"),
            EnumOptions.Read(attribute, "Schedule", LearningRateSchedule.Cosine, Rules.UndefinedOption, type.Name, faults),
            Whole("WarmupSteps", ExperimentDefaults.WarmupSteps, 0),
            attribute.Named("Seed", ExperimentDefaults.Seed));
        CheckTogether(type, attribute, settings, faults);
        return settings;

        int Whole(string setting, int fallback, int least)
        {
            var value = attribute.Named(setting, fallback);
            if (value < least)
            {
                faults.Report(Rules.SettingOutOfRange, attribute.NamedLocation(setting), type.Name, setting, value.Text(), $"a number from {least.Text()} up");
            }

            return value;
        }

        double Real(string setting, double fallback, Func<double, bool> fits, string range)
        {
            var value = attribute.Named(setting, fallback);
            if (!fits(value) || double.IsInfinity(value))
            {
                faults.Report(Rules.SettingOutOfRange, attribute.NamedLocation(setting), type.Name, setting, value.Text(), range);
            }

            return value;
        }
    }

    private static void CheckTogether(INamedTypeSymbol type, AttributeReader attribute, ExperimentSettings settings, Faults faults)
    {
        if (settings.Steps >= 1 && settings.WarmupSteps >= settings.Steps)
        {
            var location = attribute.NamedLocation(attribute.IsGiven("WarmupSteps") ? "WarmupSteps" : "Steps");
            faults.Report(Rules.WarmupTooLong, location, type.Name, settings.WarmupSteps.Text(), settings.Steps.Text());
        }

        if (settings.Algorithm == Algorithm.Simplified)
        {
            ReportUnread("HyperSamples");
            ReportUnread("PerturbationScale");
        }
        else if (settings is { Rows: SampleRows.Divide, BatchSize: >= 1 } && settings.HyperSamples > settings.BatchSize)
        {
            var location = attribute.NamedLocation(attribute.IsGiven("HyperSamples") ? "HyperSamples" : "BatchSize");
            faults.Report(Rules.SettingOutOfRange, location, type.Name, "HyperSamples", settings.HyperSamples.Text(), $"a number up to BatchSize = {settings.BatchSize.Text()}, so that each sample has a row, or Rows = SampleRows.Repeat");
        }

        void ReportUnread(string setting)
        {
            if (attribute.IsGiven(setting))
            {
                faults.Report(Rules.SettingNotRead, attribute.NamedLocation(setting), type.Name, setting);
            }
        }
    }
}
