using System.Diagnostics;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;
using Microsoft.Playwright;

namespace BankView.Tests.Imports;

/// <summary>Statements come in through a real browser.</summary>
public class ImportBrowserTests(Browser browser)
{
    private const float Patience = 60_000;

    [Theory, InlineData(390), InlineData(1280)]
    public async Task A_dropped_statement_is_previewed_and_brought_in(int width)
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app, width);
        await window.SetUp(app);
        await window.Go("/import");

        // A drop anywhere on the page, as a person makes one.
        await window.Page.EvaluateAsync("""
            text => {
              const data = new DataTransfer();
              data.items.add(new File([text], "checking.ofx"));
              document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """, await File.ReadAllTextAsync(Samples.Path("checking.ofx"), TestContext.Current.CancellationToken));
        await window.Sees("Nothing is stored yet.");
        await Assertions.Expect(window.Field("Bank")).ToHaveValueAsync("Example Bank");
        await window.Page.Locator(".preview-actions .button-primary").ClickAsync();

        await window.Sees("new transactions are stored.");
        Assert.True(await Sum(app) != 0);
        Assert.False(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        window.HasNoTroubles();
    }

    [Fact]
    public async Task An_import_is_undone_after_a_question()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await Choose(window, Samples.Path("card.qfx"));
        await window.Page.Locator(".preview-actions .button-primary").ClickAsync();
        await window.Sees("new transactions are stored.");

        await window.Press("Undo card.qfx");
        await window.Press("Erase them");

        await window.Sees("Your first statement");
        Assert.Null(await Sum(app));
        window.HasNoTroubles();
    }

    [Fact]
    public async Task A_file_that_was_moved_after_it_was_chosen_is_refused_with_a_sentence_and_another_can_be_chosen()
    {
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        await window.Page.AddInitScriptAsync("""
            const arrayBuffer = Blob.prototype.arrayBuffer;
            let isGone = true;
            Blob.prototype.arrayBuffer = function () {
              return isGone ? (isGone = false, Promise.reject(new DOMException("The file is gone.", "NotReadableError"))) : arrayBuffer.call(this);
            };
            """);

        await Choose(window, Samples.Path("card.qfx"));
        await window.Sees("The file could not be read: it is damaged, or was moved after you chose it.");

        var chooser = await window.Page.RunAndWaitForFileChooserAsync(() => window.Page.Locator("#statement-files").ClickAsync());
        await chooser.SetFilesAsync(Samples.Path("card.qfx"));
        await window.Sees("Nothing is stored yet.");
    }

    [Theory]
    [InlineData("card-user-2002-2020.csv", null, -156_417_134)]
    [InlineData("berka-trans-1995-1998.csv", "CZK", 1_501_284_620)]
    public async Task A_long_history_comes_in_right_to_the_cent(string file, string? currency, long cents)
    {
        var path = SharedData.Path($"timelines/{file}");
        await using var app = await BankViewApp.Start();
        await using var window = await browser.Open(app);
        await window.SetUp(app);
        var clock = Stopwatch.StartNew();
        await Choose(window, path);
        await window.Sees("How is");
        Tell("recognised and guessed");
        if (currency is not null)
        {
            await window.Page.Locator("#mapping-currency").SelectOptionAsync(currency);
        }

        await window.Press("Read it this way");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("Nothing is stored yet.", new() { Timeout = Patience });
        Tell("previewed");
        Assert.Equal(file.StartsWith("berka", StringComparison.Ordinal), await window.Page.Locator(".many-table .status-word").First.IsVisibleAsync());
        await window.Page.GetByLabel(currency is null ? "Bank" : "Bank of all new accounts", new() { Exact = true }).FillAsync("Example Bank");
        await window.Page.Locator(".preview-actions .button-primary").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".notice-done")).ToContainTextAsync("new transactions are stored.", new() { Timeout = Patience });
        Tell("stored");

        Assert.Equal(cents, await Sum(app));
        Assert.False(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        window.HasNoTroubles();

        void Tell(string step)
        {
            TestContext.Current.SendDiagnosticMessage("{0}: {1} after {2} ms", file, step, clock.ElapsedMilliseconds);
            clock.Restart();
        }
    }

    private static async Task Choose(BrowserPage window, string path)
    {
        await window.Go("/import");
        await Assertions.Expect(window.Page.Locator("#statement-files")).ToBeEnabledAsync();
        await window.Page.Locator("#statement-files").SetInputFilesAsync(path);
    }

    private static async Task<long?> Sum(BankViewApp app)
    {
        await using var connection = await app.Get<Databases>().Data.Open();
        return await connection.ExecuteScalarAsync<long?>("SELECT CAST(SUM(amount_minor) AS BIGINT) FROM transactions");
    }
}
