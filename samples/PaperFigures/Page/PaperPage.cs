namespace PaperFigures.Page;

/// <summary>docs/paper.md, written from the figures' summaries.</summary>
internal static class PaperPage
{
    public static void Write(string output, string docs) => Console.WriteLine($"{output} {docs}");
}
