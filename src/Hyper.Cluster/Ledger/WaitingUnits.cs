using Hyper.Cluster.Units;

namespace Hyper.Cluster.Ledger;

/// <summary>Units that nobody has, by what they need: the first one that fits is found without looking at those that do not.</summary>
internal sealed class WaitingUnits
{
    private readonly Dictionary<Resources, SortedSet<int>> byNeeds = [];

    /// <summary>Adds a unit.</summary>
    public void Add(int number, Resources needs)
    {
        if (!byNeeds.TryGetValue(needs, out var numbers))
        {
            byNeeds[needs] = numbers = [];
        }

        numbers.Add(number);
    }

    /// <summary>Takes a unit out, where it is in.</summary>
    public void Remove(int number, Resources needs)
    {
        if (byNeeds.TryGetValue(needs, out var numbers) && numbers.Remove(number) && numbers.Count == 0)
        {
            byNeeds.Remove(needs);
        }
    }

    /// <summary>The lowest number that fits; null where none does.</summary>
    /// <param name="room">What there is.</param>
    /// <param name="taken">Numbers that are spoken for.</param>
    public int? First(Resources room, IReadOnlySet<int> taken)
    {
        int? first = null;
        foreach (var (_, numbers) in byNeeds.Where(pair => pair.Key.FitsIn(room)))
        {
            foreach (var number in numbers.TakeWhile(number => first is null || number < first))
            {
                if (!taken.Contains(number))
                {
                    first = number;
                    break;
                }
            }
        }

        return first;
    }
}
