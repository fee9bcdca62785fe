using BankView.Web.Admin;
using BankView.Web.BankLinks;
using BankView.Web.BankLinks.Wizard;
using BankView.Web.Imports;
using BankView.Web.SandboxBank;
using BankView.Web.Shell;
using BankView.Web.SignIn;
using BankView.Web.Storage;
using BankView.Web.Transactions;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseDefaultAddress(builder.Configuration);
builder.Services.AddShell();
builder.AddStorage();
builder.AddSignIn();
builder.AddOutsideSignIn();
builder.Services.AddImports();
builder.Services.AddAdministration();
builder.AddActivity();
builder.AddBankLinks();
builder.Services.AddLinkWizard();
builder.AddSandboxBank();
builder.AddSync();

var app = builder.Build();
app.PrepareStorage();
app.UseSecurityHeaders();
app.UseErrorPages();
app.UseRequestLocalization();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapSignOut();
app.MapPasskeys();
app.MapOutsideSignIn();
app.MapActivityExport();
app.MapLinkExport();
app.MapBankReturn();
app.MapSandboxBank();
app.MapPages();
await app.StartAsync();
await app.PrintSetupLink();
await app.WaitForShutdownAsync();

public partial class Program;
