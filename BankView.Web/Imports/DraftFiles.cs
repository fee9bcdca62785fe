using System.Globalization;
using BankView.Data;
using BankView.Data.Imports;
using BankView.Data.Statements;
using BankView.Data.Statements.Csv;
using BankView.Web.Shell;

namespace BankView.Web.Imports;

/// <summary>The files that a member dropped on one page, from their bytes until each is understood. Reading runs off the circuit's thread.</summary>
public sealed class DraftFiles(StatementIntake intake, CsvMappingStore mappings, Viewer viewer)
{
    private List<DraftFile> _files = [];

    public IReadOnlyList<DraftFile> All => _files;

    public IEnumerable<DraftFile> Refused => _files.Where(file => file.Statement.Refusal is not null && !file.NeedsMapping);

    /// <summary>The CSV that the member is to look at next.</summary>
    public DraftFile? ToMap => _files.Find(file => file.NeedsMapping);

    public int UnreadableRows => _files.Sum(file => file.Statement.Unreadable.Count);

    public async Task Read(UserId userId, IReadOnlyList<UploadedFile> uploaded)
    {
        var (assumed, zone) = (AssumedCurrency.Of(CultureInfo.CurrentCulture), viewer.ZoneId);
        _files = await Task.Run(async () =>
        {
            var read = new List<DraftFile>();
            foreach (var file in uploaded)
            {
                read.Add(file.Bytes is { } bytes
                    ? await intake.Read(userId, file.Name, bytes, assumed, zone)
                    : StatementIntake.Refused(file.Name, file.IsTooLarge ? RefusalReason.TooLarge : RefusalReason.Damaged));
            }

            return read;
        });
    }

    /// <summary>Reads a CSV by the mapping the member confirmed, and remembers it for the next file with that header.</summary>
    public async Task Confirm(UserId userId, DraftFile file, CsvMapping mapping)
    {
        var read = await Task.Run(() => StatementIntake.Confirm(file, mapping with { CurrencyAssumed = false }));
        _files[_files.IndexOf(file)] = read;
        await mappings.Remember(userId, file.Csv!.Shape.Fingerprint, read.Csv!.Mapping, file.Csv.AccountId);
    }

    /// <summary>Has the member look at a CSV's mapping again.</summary>
    public void MapAgain(DraftFile file) => _files[_files.IndexOf(file)] = file with { Csv = file.Csv! with { IsConfirmed = false } };

    public void PutAway(DraftFile file) => _files.Remove(file);

    public void PutAllAway() => _files = [];

    /// <summary>A CSV that names no account belongs where the member put it, the next time too.</summary>
    public async Task RememberAccounts(UserId userId, IReadOnlyList<PlannedPart> parts, ImportResult result)
    {
        foreach (var part in parts.Where(part => part is { File.Csv: not null, Statement.Account.Number: null }))
        {
            var accountId = part.AccountId ?? (parts.Count == 1 ? result.AccountIds[0] : null);
            await mappings.Remember(userId, part.File.Csv!.Shape.Fingerprint, part.File.Csv.Mapping, accountId);
        }
    }
}
