namespace Hyper.Runtime.Search.GaussianProcesses;

/// <summary>Points of the cube as the rows of a tensor.</summary>
internal static class PointRows
{
    /// <summary>A row for each point, [N, d], Float64, in the caller's dispose scope.</summary>
    public static Tensor Of(IReadOnlyList<double[]> points)
    {
        // Of one array of the right length: a query would leave tens of megabytes in the pool of arrays.
        var dimensions = points[0].Length;
        var values = new double[points.Count * dimensions];
        for (var i = 0; i < points.Count; i++)
        {
            points[i].CopyTo(values, i * dimensions);
        }

        using var flat = torch.tensor(values);
        return flat.view(points.Count, dimensions);
    }
}
