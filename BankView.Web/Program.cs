using BankView.Web.Hosting;
using BankView.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseDefaultAddress(builder.Configuration);
builder.Services.AddShell();
builder.Services.AddBankViewData(builder.Configuration, builder.Environment);
builder.Services.AddPlaceholderSignIn();

var app = builder.Build();
app.OpenBankViewData();
app.UseSecurityHeaders();
app.UseErrorPages();
app.UseRequestLocalization();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapPlaceholderSignIn();
app.MapPages();
await app.RunAsync();

public partial class Program;
