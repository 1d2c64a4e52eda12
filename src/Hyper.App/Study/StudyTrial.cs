using System.Text.Json.Nodes;

namespace Hyper.App.Study;

/// <summary>A trial as Optuna has it.</summary>
/// <param name="State">COMPLETE, FAIL or RUNNING.</param>
/// <param name="Value">What is made small; of a complete one.</param>
/// <param name="Started">When it began, in UTC.</param>
/// <param name="Ended">When it ended, in UTC; null for not yet.</param>
/// <param name="Parameters">Natural values by name.</param>
/// <param name="Reports">Losses at steps on the way.</param>
/// <param name="Attributes">What else is known, as JSON; null for what is not.</param>
internal sealed record StudyTrial(
    string State, double? Value, DateTime Started, DateTime? Ended, List<(string Name, double Value)> Parameters, List<(int Step, double Value)> Reports, Dictionary<string, JsonNode?> Attributes);
