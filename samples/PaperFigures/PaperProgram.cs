using System.CommandLine;
using Comparing;
using Hyper.App;
using Hyper.Runtime.Native;
using PaperFigures.Data;
using PaperFigures.Figures;
using PaperFigures.Page;

namespace PaperFigures;

/// <summary>The program: its command line and its exit codes.</summary>
internal sealed class PaperProgram
{
    // Settings were chosen on seed 0, which is therefore not among those that are reported.
    private const int FirstSeed = 1;
    private const int SeedsOfABand = 5;
    private const int QuickSeeds = 1;

    private readonly Argument<string> figure = new("figure")
    {
        HelpName = string.Join('|', Names),
        Description = "Which figure of the paper to make.",
    };

    private readonly Option<string> data = SampleOption.Data(
        [FashionPictures.Name, PictureSource.Mnist], "The pictures: one of these names, or a directory with the four IDX files.");

    private readonly Option<string> output = new("--out")
    {
        HelpName = "DIR",
        Description = "Where the figures go, a folder each.",
        DefaultValueFactory = _ => "paper-figures",
    };

    private readonly Option<bool> quick = new("--quick")
    {
        Description = "On the digits that travel with the library, in short, for a look and for tests.",
    };

    private readonly Option<int?> seeds = NumberOption.Whole("--seeds", 1, $"How many seeds a band is of. [default: {SeedsOfABand}; quick: {QuickSeeds}]");
    private readonly Option<int?> seed = NumberOption.Whole("--seed", 0, $"The first of them. [default: {FirstSeed}]");

    private readonly Option<string> docs = new("--docs")
    {
        HelpName = "DIR",
        Description = "The folder that gets paper.md, and the pictures in its folder paper.",
        DefaultValueFactory = _ => "docs",
    };

    private static IEnumerable<string> Names => ["all", .. Figure.All.Select(each => each.Name)];

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>0; 1 where it failed; 2 where the command line is wrong; 3 where a goal is missed; 130 where it was interrupted.</returns>
    public Task<int> RunAsync(string[] arguments)
    {
        figure.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !Names.Contains(name))
                result.AddError($"There is no figure '{name}'; {string.Join(", ", Names)} are known.");
        });
        data.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetResult(quick) is { Implicit: false })
                result.AddError("--quick takes the digits that travel with the library; leave out --data, or --quick.");
        });
        var root = new RootCommand("Makes the figures of Lorraine and Duvenaud (2018) anew: numbers as CSV, pictures as PNG and SVG, and a summary that is held against goals.")
        {
            figure, data, output, quick, seeds, seed,
        };
        root.SetAction(MakeAsync);
        var page = new Command("page", "Writes docs/paper.md from the summaries of figures that were made before.") { output, docs };
        page.SetAction(parsed =>
        {
            PaperPage.Write(parsed.GetValue(output)!, parsed.GetValue(docs)!);
            return 0;
        });
        root.Subcommands.Add(page);
        return HyperApp.RunAsync(arguments, root);
    }

    private async Task<int> MakeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string name = parsed.GetValue(figure)!;
        bool isQuick = parsed.GetValue(quick);
        int first = parsed.GetValue(seed) ?? FirstSeed;
        int count = parsed.GetValue(seeds) ?? (isQuick ? QuickSeeds : SeedsOfABand);

        // What can fail is found out first: half an hour's work must not end at a directory that cannot be written to.
        var folder = new FigureFolder(parsed.GetValue(output)!);
        folder.RequireWritable();
        NativeBackend.EnsureLoaded();

        // Processor seconds are then work alone: a second thread waits for the first as often as it helps it.
        TorchSharp.torch.set_num_threads(1);
        using PaperData pictures = PaperData.Load(parsed.GetValue(data)!, isQuick);
        var workshop = new Workshop(folder, pictures, [.. Enumerable.Range(first, count)], cancellation);
        return await workshop.MakeAsync([.. Figure.All.Where(each => name == "all" || each.Name == name)]);
    }
}
