
namespace Hyper.Runtime.Tests.Search;

/// <summary>Runs a plan on a function of the unit cube in place of trainings.</summary>
internal static class PlanRuns
{
    public static IReadOnlyList<(Proposal Proposal, double? Loss)> On(this ITrialPlan plan, Func<Proposal, double?> function)
    {
        var done = new List<(Proposal, double?)>();
        var records = new List<TrialRecord>();
        foreach (var round in plan.Rounds(records))
        {
            var proposals = round.ToList();
            foreach (var proposal in proposals)
            {
                var loss = function(proposal);
                done.Add((proposal, loss));
                records.Add(Record(records.Count, loss));
            }
        }

        return done;
    }

    public static TrialRecord Record(int trial, double? loss) => new()
    {
        Specification = new TrialSpecification { Experiment = "", Trial = trial, Hyperparameters = new Dictionary<string, IReadOnlyList<double>>(), Settings = new() },
        Status = loss is null ? TrialStatus.Failed : TrialStatus.Completed,
        ValidationLoss = loss,
    };
}
