//! Invoices as a file for the tax platform (数电票): CSV in UTF-8, in the columns that `docs/invoices.md` describes. A column is
//! never taken away or moved: centres have programs that read them.

use std::io;

use documents::list;
use domain::{Order, Product};

use super::invoice::InvoiceLine;
use super::statement_sheet::yuan;

/// The first line of the file.
const HEAD: [&str; 9] = [
    "申请编号",
    "订单号",
    "下单日期",
    "发票抬头",
    "纳税人识别号",
    "金额",
    "邮箱",
    "自然人",
    "项目",
];

/// The file.
///
/// # Errors
/// [`io::Error`] where there is no memory for it.
pub fn invoice_sheet(lines: &[InvoiceLine]) -> io::Result<Vec<u8>> {
    let mut bytes = list::head(&HEAD)?;
    for InvoiceLine {
        request,
        order,
        wish,
    } in lines
    {
        let is_person = wish.tax_number.is_none();
        let cells: [&str; HEAD.len()] = [
            &request.id.to_string(),
            order.number.as_str(),
            &order.placed_at.civil_date().to_string(),
            &wish.title,
            wish.tax_number.as_deref().unwrap_or_default(),
            &yuan(i64::from(request.amount_fen.as_u32())),
            &wish.mail,
            if is_person { "是" } else { "否" },
            &items(order),
        ];
        bytes.extend(list::line(&cells)?);
    }
    Ok(bytes)
}

/// What was bought: `毕业生图像采集×1；照片加洗×2`.
fn items(order: &Order) -> String {
    let named = order.lines.iter().map(|line| {
        let name = match line.product {
            Product::Collection => "毕业生图像采集",
            Product::Retake => "毕业生图像重拍",
            Product::ExtraPrints => "照片加洗",
            Product::Shipping => "照片邮寄",
        };
        format!("{name}×{}", line.pieces)
    });
    named.collect::<Vec<_>>().join("；")
}
