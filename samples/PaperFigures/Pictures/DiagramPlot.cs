using ScottPlot;
using ScottPlot.Plottables;

namespace PaperFigures.Pictures;

/// <summary>Draws a computational graph.</summary>
internal static class DiagramPlot
{
    // Arrows end short of the boxes, in the units of the axes.
    private const double HalfWidth = 1.4;
    private const double HalfHeight = 0.36;

    public static void Draw(Plot plot, Diagram diagram)
    {
        foreach (Arrow arrow in diagram.Arrows)
        {
            Box from = diagram.Boxes.First(box => box.Name == arrow.From);
            Box to = diagram.Boxes.First(box => box.Name == arrow.To);
            (Coordinates start, Coordinates end) = Between(from, to, arrow.Gradient);
            ScottPlot.Plottables.Arrow drawn = plot.Add.Arrow(start, end);
            drawn.ArrowFillColor = arrow.Gradient ? Color.FromHex("#b22222") : Colors.Black;
            drawn.ArrowLineWidth = 0;
            drawn.ArrowWidth = 2;
            drawn.ArrowheadWidth = 9;
            drawn.ArrowheadLength = 11;
            drawn.ArrowheadAxisLength = 11;
        }

        foreach (Box box in diagram.Boxes)
        {
            Rectangle edge = plot.Add.Rectangle(box.X - HalfWidth, box.X + HalfWidth, box.Y - HalfHeight, box.Y + HalfHeight);
            edge.FillColor = box.Learned ? Color.FromHex("#dcebf7") : Colors.White;
            edge.LineColor = Colors.Black;
            edge.LineWidth = 1.2f;
            Text text = plot.Add.Text(box.Text, box.X, box.Y);
            text.LabelFontSize = 12;
            text.LabelAlignment = Alignment.MiddleCenter;
        }

        plot.HideGrid();
        plot.Axes.Frame(false);
        plot.Axes.Left.IsVisible = plot.Axes.Bottom.IsVisible = false;
        double left = diagram.Boxes.Min(box => box.X) - HalfWidth - 0.2;
        double right = diagram.Boxes.Max(box => box.X) + HalfWidth + 0.2;
        plot.Axes.SetLimits(left, right, diagram.Boxes.Min(box => box.Y) - 1, diagram.Boxes.Max(box => box.Y) + 0.8);
    }

    // A gradient goes back beside the arrow that it belongs to.
    private static (Coordinates Start, Coordinates End) Between(Box from, Box to, bool gradient)
    {
        (double x, double y) = (to.X - from.X, to.Y - from.Y);
        double reach = Math.Min(x == 0 ? double.PositiveInfinity : HalfWidth / Math.Abs(x), y == 0 ? double.PositiveInfinity : HalfHeight / Math.Abs(y));
        double length = Math.Sqrt((x * x) + (y * y));
        (double asideX, double asideY) = gradient ? (-y / length * 0.35, x / length * 0.16) : (0, 0);
        return (
            new Coordinates(from.X + (x * reach) + asideX, from.Y + (y * reach) + asideY),
            new Coordinates(to.X - (x * reach) + asideX, to.Y - (y * reach) + asideY));
    }
}
