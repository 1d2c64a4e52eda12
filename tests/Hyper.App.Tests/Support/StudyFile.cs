using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hyper.App.Tests.Support;

/// <summary>A study of Optuna's, as its tables have it.</summary>
internal static class StudyFile
{
    /// <summary>How many trials there are, and how many with a value.</summary>
    public static (int Trials, int Complete) TrialsOf(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return (Count("SELECT count(*) FROM trials"), Count("SELECT count(*) FROM trials JOIN trial_values USING (trial_id) WHERE state = 'COMPLETE'"));

        int Count(string query)
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
    }
}
