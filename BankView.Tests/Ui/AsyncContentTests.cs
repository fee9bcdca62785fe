using BankView.Tests.Testing;
using BankView.Web.Ui;
using Bunit;

namespace BankView.Tests.Ui;

public class AsyncContentTests : UiTest
{
    [Fact]
    public void What_is_on_its_way_is_a_skeleton_that_says_so()
    {
        var content = Show<IReadOnlyList<string>>(null);
        Assert.Equal(5, content.FindAll(".skeleton-row").Count);
        Assert.Equal("Loading…", content.Find("[aria-busy=true] [role=status]").TextContent);
    }

    [Fact]
    public void A_list_without_rows_says_what_will_be_here() => Assert.Equal("Nothing yet.", Show<IReadOnlyList<string>>([]).Markup);

    [Fact]
    public void A_list_with_rows_is_shown() => Assert.Equal("a, b", Show<IReadOnlyList<string>>(["a", "b"]).Markup);

    [Fact]
    public void A_single_value_is_shown_even_when_it_is_an_empty_text() => Assert.Equal("", Show("").Markup);

    private IRenderedComponent<AsyncContent<T>> Show<T>(T? value) => Render<AsyncContent<T>>(p => p
        .Add(c => c.Value, value)
        .Add(c => c.Empty, "Nothing yet.")
        .Add(c => c.ChildContent, shown => shown is IEnumerable<string> list ? string.Join(", ", list) : shown!.ToString()!));
}
