using Hyper.App.Reporting.Tests.Fakes;
using Microsoft.Playwright;

namespace Hyper.App.Reporting.Tests;

/// <summary>The page in a browser: every chart is drawn, nothing is loaded, nothing is complained about, in the light, in the dark and on a phone.</summary>
public sealed class RunReportPageTests : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string folder = Directory.CreateTempSubdirectory("hyper-report-").FullName;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (File.Exists(Chromium))
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
        }
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [SkippableTheory]
    [InlineData("classes", "light")]
    [InlineData("classes", "dark")]
    [InlineData("classes", "phone")]
    [InlineData("numbers", "light")]
    [InlineData("numbers", "phone")]
    [InlineData("many", "light")]
    [InlineData("many", "dark")]
    [InlineData("many", "phone")]
    [InlineData("search", "light")]
    [InlineData("search", "phone")]
    [InlineData("several", "light")]
    [InlineData("several", "phone")]
    [InlineData("mixed", "light")]
    [InlineData("hostile", "light")]
    [InlineData("hostile", "phone")]
    [InlineData("going", "light")]
    public async Task EveryChartIsDrawnAndNothingIsComplainedAbout(string kind, string view)
    {
        Skip.If(browser is null, $"There is no {Chromium}: apt-get install chromium.");
        var path = Report(kind);
        Assert.InRange(new FileInfo(path).Length, 100_000, 3_000_000);
        var page = await browser.NewPageAsync(new()
        {
            ViewportSize = view == "phone" ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            ColorScheme = view == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        if (Pictures is { } kept)
        {
            File.Copy(path, Path.Combine(kept, $"{kind}.html"), overwrite: true);
        }

        var complaints = new List<string>();
        var loaded = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, problem) => complaints.Add(problem);
        page.Request += (_, request) => loaded.Add(request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri);

        Assert.Empty(complaints);
        Assert.Equal(new Uri(path).AbsoluteUri, Assert.Single(loaded));
        var state = await page.EvaluateAsync<State>("() => window.hyperReport");
        Assert.Empty(state.Errors);
        Assert.True(state.Charts > 2, $"{state.Charts} charts");
        Assert.Equal(state.Charts, state.Drawn);
        Assert.Equal(state.Charts, await page.Locator("figure svg[role=img][aria-label]").CountAsync());
        Assert.True(state.Milliseconds < 2_000 * Patience, $"{kind}, {view}: {state.Milliseconds} ms");

        // Nothing stands out to the side, and the theme is the one that was asked for.
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Equal(view == "dark" ? "dark" : "light", await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        Assert.Empty(await page.EvaluateAsync<string[]>(Overlaps));
        Keep($"{kind}-{view} {new FileInfo(path).Length} bytes, {state.Milliseconds:0} ms, {state.Charts} charts");
        if (Pictures is { } pictures)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{kind}-{view}.png"), FullPage = true });
        }
    }

    [SkippableFact]
    public async Task ThemeIsSwitchedAndATableIsThereForEveryoneWhoAsks()
    {
        Skip.If(browser is null, $"There is no {Chromium}: apt-get install chromium.");
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(Report("classes")).AbsoluteUri);
        await page.ClickAsync("#theme");
        Assert.Equal("dark", await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        await page.Locator("#losses summary").First.ClickAsync();

        // The page writes the rows when it hears of the click, which need not be before the click is done.
        await page.Locator("#losses details[open] tbody tr").Nth(50).WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // What came from the command line is shown as it is, and means nothing to the page.
        Assert.Contains("it'\\''s <b>quoted</b>", await page.Locator("#details pre").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task OnPaperItIsLightWhateverTheScreenIs()
    {
        Skip.If(browser is null, $"There is no {Chromium}: apt-get install chromium.");
        var page = await browser.NewPageAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(new Uri(Report("classes")).AbsoluteUri);
        const string Colours = "() => ['.card', '.note', '.pill', 'h1'].map(s => getComputedStyle(document.querySelector(s))).map(s => `${s.color} on ${s.backgroundColor}`)";
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var light = await page.EvaluateAsync<string[]>(Colours);
        await page.EvaluateAsync("() => { document.documentElement.dataset.theme = 'dark'; }");
        Assert.Equal(light, await page.EvaluateAsync<string[]>(Colours));
        Assert.Contains("on rgb(255, 255, 255)", light[0], StringComparison.Ordinal);
        Assert.False(await page.IsVisibleAsync("#theme"));
    }

    // Where other work shares the processors, a time says less.
    private static double Patience => Environment.GetEnvironmentVariable("HYPERDSL_QUIET") == "1" ? 1 : 5;

    private static string? Pictures => Environment.GetEnvironmentVariable("HYPERDSL_PICTURES");

    // Texts of one drawing whose boxes cut into one another, other than a tick that touches its neighbour by a hair.
    private const string Overlaps = """
        () => [...document.querySelectorAll("figure svg")].flatMap(svg => {
          const texts = [...svg.querySelectorAll("text, tspan")].filter(t => t.textContent.trim() && !t.querySelector("tspan")).map(t => ({ t: t.textContent, b: t.getBoundingClientRect() })).filter(t => t.b.width > 0);
          const found = [];
          for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
            const a = texts[i].b, b = texts[j].b, w = Math.min(a.right, b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (w > 2 && h > 5) found.push(`${svg.getAttribute("aria-label").slice(0, 40)}: ${texts[i].t} | ${texts[j].t}`);
          }
          return found.slice(0, 3);
        })
        """;

    private static void Keep(string line)
    {
        if (Pictures is { } pictures)
        {
            File.AppendAllText(Path.Combine(pictures, "times.txt"), line + "\n");
        }
    }

    private string Report(string kind)
    {
        string[] folders = kind switch
        {
            "classes" => [FakeRuns.Classes(Path.Combine(folder, "digits-seed-0"))],
            "numbers" => [FakeRuns.Numbers(Path.Combine(folder, "houses"))],
            "many" => [FakeRuns.Many(Path.Combine(folder, "each-weight"))],
            "search" => [FakeRuns.Search(Path.Combine(folder, "search"))],
            "mixed" => [FakeRuns.Classes(Path.Combine(folder, "digits")), FakeRuns.Search(Path.Combine(folder, "search")), FakeRuns.Numbers(Path.Combine(folder, "houses")), FakeRuns.Begun(Path.Combine(folder, "begun"))],
            "hostile" => [FakeRuns.Hostile(Path.Combine(folder, "hostile"))],
            "going" => [FakeRuns.Going(Path.Combine(folder, "going"))],
            _ => [FakeRuns.Classes(Path.Combine(folder, "digits-seed-0")), FakeRuns.Classes(Path.Combine(folder, "digits-seed-1"), 1), FakeRuns.Classes(Path.Combine(folder, "digits-seed-2"), 2)],
        };
        var path = Path.Combine(folder, kind + ".html");
        RunReport.Write(folders, path);
        return path;
    }

    private sealed class State
    {
        public int Charts { get; set; }

        public int Drawn { get; set; }

        public string[] Errors { get; set; } = [];

        public double Milliseconds { get; set; }
    }
}
