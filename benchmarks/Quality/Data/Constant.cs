namespace Hyper.Quality;

/// <summary>The validation loss of the best constant prediction: what a network that has learned nothing comes to.</summary>
internal static class Constant
{
    public static double Loss(Dataset rows)
    {
        if (rows.Targets.is_floating_point())
        {
            var values = rows.Targets.data<float>().ToArray();
            var mean = values.Average();
            return values.Average(value => (double)(value - mean) * (value - mean));
        }

        var labels = rows.Targets.data<long>().ToArray();
        return labels.CountBy(label => label).Select(found => (double)found.Value / labels.Length).Sum(share => -share * Math.Log(share));
    }
}
