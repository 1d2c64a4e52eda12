using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;

namespace Hyper.Generators.Parsing.Hypernetworks;

/// <summary>
/// The families that an editor may write instead, as a diagnostic carries them: <c>Linear, Factorized:Rank = 10; Rank, HiddenUnits</c>.
/// The options behind the semicolon are those of other families, which go.
/// </summary>
internal static class FamilyOffers
{
    public static string Of(IEnumerable<(ResponseFamily Family, int Width)> offers)
    {
        var families = string.Join(", ", offers.Select(offer => offer.Family.Width is { } option ? $"{offer.Family.Name}:{option.Name} = {offer.Width.Code()}" : $"{offer.Family.Name}"));
        return families.Length == 0 ? "" : $"{families}; {string.Join(", ", ResponseFamilies.Options.Select(option => option.Name))}";
    }
}
