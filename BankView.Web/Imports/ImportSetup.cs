namespace BankView.Web.Imports;

/// <summary>What the import page needs from the host. Only the flow holds a member's rows, and each page has its own.</summary>
internal static class ImportSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services) =>
        services.AddSingleton<StatementIntake>().AddSingleton<ImportPlanner>().AddSingleton<ImportAttempt>().AddTransient<DraftFiles>().AddTransient<ImportFlow>();
}
