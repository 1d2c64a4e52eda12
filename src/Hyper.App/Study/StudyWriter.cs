using System.Globalization;
using System.Text;
using System.Text.Json;
using Hyper.App.Records;
using Microsoft.Data.Sqlite;

namespace Hyper.App.Study;

/// <summary>Fills an empty database with a study, in one transaction.</summary>
internal sealed class StudyWriter(SqliteConnection connection, IReadOnlyDictionary<string, HyperparameterRecord> hyperparameters, List<StudyTrial> trials)
{
    // Optuna has times of the host's zone without naming it; here they are UTC.
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.ffffff";

    /// <summary>Writes all.</summary>
    /// <param name="name">The study's name.</param>
    public void Write(string name)
    {
        using var transaction = connection.BeginTransaction();
        Run(Schema());
        Run("INSERT INTO studies VALUES (1, $0)", name);
        Run("INSERT INTO study_directions VALUES (1, 'MINIMIZE', 1, 0)");
        Run("INSERT INTO study_user_attributes VALUES (1, 1, 'written_by', '\"HyperDsl\"')");
        var distributions = trials.SelectMany(trial => trial.Parameters).GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Distribution(group.Key, [.. group.Select(parameter => parameter.Value)]));
        for (var number = 0; number < trials.Count; number++)
        {
            Write(number, trials[number], distributions);
        }

        transaction.Commit();
    }

    private static string Schema()
    {
        using var reader = new StreamReader(typeof(StudyWriter).Assembly.GetManifestResourceStream("Study/schema.sql")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void Write(int number, StudyTrial trial, Dictionary<string, string> distributions)
    {
        var id = number + 1;
        Run("INSERT INTO trials VALUES ($0, $1, 1, $2, $3, $4)", id, number, trial.State, Time(trial.Started), trial.Ended is { } ended ? Time(ended) : null);
        foreach (var (name, value) in trial.Parameters)
        {
            Run("INSERT INTO trial_params (trial_id, param_name, param_value, distribution_json) VALUES ($0, $1, $2, $3)", id, name, value, distributions[name]);
        }

        if (trial.State == "COMPLETE")
        {
            Run("INSERT INTO trial_values (trial_id, objective, value, value_type) VALUES ($0, 0, $1, 'FINITE')", id, trial.Value);
        }

        foreach (var (step, value) in trial.Reports)
        {
            Run("INSERT INTO trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) VALUES ($0, $1, $2, $3)", id, step,
                double.IsFinite(value) ? value : null, double.IsFinite(value) ? "FINITE" : double.IsNaN(value) ? "NAN" : value > 0 ? "INF_POS" : "INF_NEG");
        }

        foreach (var (key, value) in trial.Attributes.Where(attribute => attribute.Value is not null))
        {
            Run("INSERT INTO trial_user_attributes (trial_id, \"key\", value_json) VALUES ($0, $1, $2)", id, key, value!.ToJsonString());
        }
    }

    // Optuna wants finite bounds that hold every value; of a side without a bound, those of the trials.
    private string Distribution(string name, double[] values)
    {
        var record = hyperparameters.GetValueOrDefault(name);
        var (low, high) = (Math.Min(record?.Min ?? values.Min(), values.Min()), Math.Max(record?.Max ?? values.Max(), values.Max()));
        var isLog = record is not null && record.Scale.Equals("Log", StringComparison.OrdinalIgnoreCase) && values.Min() > 0;
        if (isLog && low <= 0)
        {
            low = values.Min();
        }

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("name", "FloatDistribution");
            json.WriteStartObject("attributes");
            json.WriteNull("step");
            json.WriteNumber("low", low);
            json.WriteNumber("high", high);
            json.WriteBoolean("log", isLog);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Time(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private void Run(string text, params ReadOnlySpan<object?> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(FormattableString.Invariant($"${i}"), values[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }
}
