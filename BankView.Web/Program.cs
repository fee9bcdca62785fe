using BankView.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseDefaultAddress(builder.Configuration);
builder.Services.AddShell();
builder.Services.AddPlaceholderSignIn();

var app = builder.Build();
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
