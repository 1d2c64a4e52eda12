using System.Text.Json;
using Hyper.App.Records;
using Hyper.App.Records.Reading;

namespace Hyper.App.Reporting;

/// <summary>Of a run's data in the page: the response, the answers of the tuned model, the trials of a search.</summary>
internal static class OutcomePart
{
    private const int MostTrials = 2_000;

    /// <summary>Writes the properties.</summary>
    public static void Write(Utf8JsonWriter json, RunFolder run)
    {
        json.WriteStartObject("responses");
        foreach (var (name, curve) in run.Responses)
        {
            json.WriteStartObject(name);
            json.Short("x", curve.Values);
            json.Short("y", curve.Losses);
            json.Short("tuned", curve.Tuned);
            json.Short("retrainedX", curve.Retrained.Select(point => point.Value));
            json.Short("retrainedY", curve.Retrained.Select(point => point.Loss));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (run.Evaluation is { } evaluation)
        {
            Answers(json, evaluation);
        }

        Trials(json, run);
    }

    private static void Answers(Utf8JsonWriter json, Evaluation evaluation)
    {
        json.WriteStartObject("evaluation");
        json.WriteString("split", evaluation.Split);
        json.WriteString("task", evaluation.Task);
        if (evaluation.Confusion is { } confusion)
        {
            json.WriteStartArray("confusion");
            foreach (var row in confusion)
            {
                json.WriteStartArray();
                foreach (var count in row)
                {
                    json.WriteNumberValue(count);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        Columns(json, "targets", evaluation.Targets);
        Columns(json, "outputs", evaluation.Outputs);
        json.WriteEndObject();
    }

    private static void Columns(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<double>>? columns)
    {
        json.WriteStartArray(name);
        foreach (var column in columns ?? [])
        {
            json.WriteStartArray();
            foreach (var value in column)
            {
                json.Short(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Trials(Utf8JsonWriter json, RunFolder run)
    {
        json.WriteStartArray("trials");
        foreach (var trial in run.Trials.OrderBy(trial => trial.Specification.Trial).Take(MostTrials))
        {
            json.WriteStartObject();
            json.WriteNumber("trial", trial.Specification.Trial);
            json.WriteString("status", trial.Status.ToString().ToLowerInvariant());
            json.Short("validation", trial.ValidationLoss);
            json.Short("training", trial.TrainingLoss);
            json.WriteNumber("steps", trial.Steps);
            json.Short("seconds", trial.Seconds);
            json.WriteString("failure", trial.Failure);
            json.WriteStartObject("values");
            foreach (var (name, values) in trial.Specification.Hyperparameters.Where(hyperparameter => hyperparameter.Value.Count == 1))
            {
                json.Short(name, values[0]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
